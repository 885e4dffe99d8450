package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.InstantSource;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import org.jspecify.annotations.Nullable;

/**
 * Lets an operator drain the application, and take that back.
 */
public final class OperatorControl {

	static final String SOURCE = "operator";

	private final SpotLifecycle lifecycle;

	private final Sources sources;

	private final InstantSource clock;

	OperatorControl(SpotLifecycle lifecycle, Sources sources, InstantSource clock) {
		this.lifecycle = lifecycle;
		this.sources = sources;
		this.clock = clock;
	}

	/**
	 * Drain now.
	 * @param time the time there is, or {@code null} for the grace period; never less
	 * than settle and reserve need
	 * @return {@code null} when a drain is under way, else why there is none
	 */
	public @Nullable String drain(@Nullable Duration time) {
		if (!this.lifecycle.active()) {
			return "There is no platform on which to drain";
		}
		SignalRules rules = this.lifecycle.rules();
		Duration least = rules.least();
		Duration wanted = (time != null) ? time : rules.grace().duration();
		Duration given = (wanted.compareTo(least) > 0) ? wanted : least;
		this.sources.report(SOURCE,
				new InterruptionNotice(NoticeCause.OPERATOR, InstanceAction.NONE, this.clock.instant().plus(given)));
		return null;
	}

	/**
	 * Take back what an operator asked for.
	 * @return {@code null} when it was, else why it cannot be
	 */
	public @Nullable String cancel() {
		StandingSignal inTheWay = this.lifecycle.inTheWayOfWithdrawing(SOURCE);
		if (inTheWay != null) {
			return "It drains for the %s, which an operator cannot take back".formatted(inTheWay.description());
		}
		if (this.lifecycle.standing().stream().noneMatch((signal) -> SOURCE.equals(signal.source()))) {
			return "No operator's drain is under way";
		}
		this.sources.withdraw(SOURCE);
		return null;
	}

}
