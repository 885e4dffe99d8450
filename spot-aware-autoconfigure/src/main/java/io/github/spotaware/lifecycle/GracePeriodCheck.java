package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Finds that SIGTERM leaves less time than an unhurried drain takes, or than was
 * configured.
 */
final class GracePeriodCheck implements Check {

	private final SpotLifecycle lifecycle;

	private final @Nullable Duration configured;

	/**
	 * Create the check.
	 * @param lifecycle knows the grace period
	 * @param configured the grace period that was configured, or {@code null}
	 */
	GracePeriodCheck(SpotLifecycle lifecycle, @Nullable Duration configured) {
		this.lifecycle = lifecycle;
		this.configured = configured;
	}

	@Override
	public List<Finding> findings() {
		if (!this.lifecycle.active()) {
			return List.of();
		}
		List<Finding> findings = new ArrayList<>();
		SignalRules rules = this.lifecycle.rules();
		GracePeriod.Known grace = rules.grace();
		if (grace.duration().compareTo(rules.least()) < 0) {
			findings.add(tooShort(grace, rules.least()));
		}
		if (this.configured != null && grace.duration().compareTo(this.configured) < 0) {
			findings.add(shorterThan(this.configured, grace));
		}
		return findings;
	}

	private static Finding tooShort(GracePeriod.Known grace, Duration least) {
		return new Finding("grace-period-short", Severity.WARNING,
				"SIGTERM leaves %s (%s), and settle and reserve ask for %s: both shrink, so callers that let go late may be lost."
					.formatted(Format.duration(grace.duration()), grace.origin(), Format.duration(least)),
				grace.remedy());
	}

	private static Finding shorterThan(Duration configured, GracePeriod.Known grace) {
		return new Finding("grace-period-overestimated", Severity.WARNING,
				"spot-aware.termination-grace-period is %s, and the platform kills after %s (%s): that counts."
					.formatted(Format.duration(configured), Format.duration(grace.duration()), grace.origin()),
				"Remove spot-aware.termination-grace-period, unless you give it that time. " + grace.remedy());
	}

}
