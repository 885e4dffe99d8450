package io.github.spotaware.lifecycle;

import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;

/**
 * Finds that SIGTERM leaves less time than an unhurried drain takes.
 */
final class GracePeriodCheck implements Check {

	private final SpotLifecycle lifecycle;

	GracePeriodCheck(SpotLifecycle lifecycle) {
		this.lifecycle = lifecycle;
	}

	@Override
	public List<Finding> findings() {
		SignalRules rules = this.lifecycle.rules();
		if (!this.lifecycle.active() || rules.grace().duration().compareTo(rules.least()) >= 0) {
			return List.of();
		}
		return List.of(new Finding("grace-period-short",
				"SIGTERM leaves %s (%s), and settle and reserve ask for %s: both shrink, so callers that let go late may be lost."
					.formatted(Format.duration(rules.grace().duration()), rules.grace().origin(),
							Format.duration(rules.least())),
				rules.grace().remedy()));
	}

}
