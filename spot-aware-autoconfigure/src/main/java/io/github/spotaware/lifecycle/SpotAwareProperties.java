package io.github.spotaware.lifecycle;

import java.time.Duration;

import io.github.spotaware.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the engine.
 *
 * @param enabled Whether Spot Aware does anything. When not, the application is plain
 * Spring Boot.
 * @param inTests Whether to be active in tests too.
 * @param dryRun Whether to decide, log and meter everything but do nothing.
 * @param terminationGracePeriod Time between SIGTERM and SIGKILL, where the platform does
 * not tell. Default by platform: 90 seconds under systemd, 10 seconds in a plain
 * container, else 30 seconds.
 * @param rebalance What an EC2 rebalance recommendation does.
 * @param shutdown When the drained process ends itself because its instance is about to
 * end.
 * @param drain How the application leaves.
 */
@ConfigurationProperties("spot-aware")
public record SpotAwareProperties(@DefaultValue("true") boolean enabled, @DefaultValue("false") boolean inTests,
		@DefaultValue("false") boolean dryRun, @Nullable Duration terminationGracePeriod,
		@DefaultValue("notify") RebalancePolicy rebalance, @DefaultValue("auto") ShutdownPolicy shutdown,
		@DefaultValue Drain drain) {

	/**
	 * No time here is longer, and the ticker counts it without overflowing.
	 */
	private static final Duration LONGEST = Duration.ofDays(1);

	/**
	 * Check that the reserve leaves something of the grace period.
	 * @param enabled whether Spot Aware does anything
	 * @param inTests whether to be active in tests too
	 * @param dryRun whether to do nothing
	 * @param terminationGracePeriod time between SIGTERM and SIGKILL
	 * @param rebalance what a rebalance recommendation does
	 * @param shutdown when the drained process ends itself
	 * @param drain how the application leaves
	 * @throws InvalidPropertyException when a value does not make sense
	 */
	public SpotAwareProperties {
		if (terminationGracePeriod != null) {
			sensible("spot-aware.termination-grace-period", terminationGracePeriod);
			if (drain.reserve().compareTo(terminationGracePeriod) >= 0) {
				throw new InvalidPropertyException("spot-aware.drain.reserve", drain.reserve(),
						"it leaves nothing of 'spot-aware.termination-grace-period', which is '%s'"
							.formatted(InvalidPropertyException.written(terminationGracePeriod)),
						"Set a reserve well below 'spot-aware.termination-grace-period', or prolong that.");
			}
		}
	}

	private static void sensible(String property, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new InvalidPropertyException(property, value, "it must be longer than nothing",
					"Set a positive duration such as '30s'.");
		}
		if (value.compareTo(LONGEST) > 0) {
			throw new InvalidPropertyException(property, value, "it is longer than a day",
					"Set a duration such as '30s'; check its unit.");
		}
	}

	/**
	 * Properties of the drain.
	 *
	 * @param settle Time for which a caller must be silent at most: after that even an
	 * idle instance may leave.
	 * @param quietPeriod Time for which even the callers of a busy instance must be
	 * silent.
	 * @param reserve Time kept before the deadline for graceful shutdown and destruction.
	 * @param lead Time before scheduled maintenance at which the drain begins, at least
	 * settle and reserve together.
	 */
	public record Drain(@DefaultValue("20s") Duration settle, @DefaultValue("3s") Duration quietPeriod,
			@DefaultValue("5s") Duration reserve, @DefaultValue("2m") Duration lead) {

		/**
		 * Check each time, and that the quiet period is not longer than the settle time.
		 * @param settle time for which a caller must be silent at most
		 * @param quietPeriod time for which even busy callers must be silent
		 * @param reserve time kept before the deadline
		 * @param lead time before scheduled maintenance at which the drain begins
		 * @throws InvalidPropertyException when a value does not make sense
		 */
		public Drain {
			sensible("spot-aware.drain.settle", settle);
			sensible("spot-aware.drain.reserve", reserve);
			sensible("spot-aware.drain.quiet-period", quietPeriod);
			sensible("spot-aware.drain.lead", lead);
			if (quietPeriod.compareTo(settle) > 0) {
				throw new InvalidPropertyException("spot-aware.drain.quiet-period", quietPeriod,
						"it is longer than 'spot-aware.drain.settle', which is '%s'"
							.formatted(InvalidPropertyException.written(settle)),
						"Set a quiet period of at most the settle time.");
			}
		}

	}

}
