package io.github.spotaware.elb;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Spreads the calls of many instances that are interrupted together.
 *
 * @param random gives numbers from 0 to 1
 */
record Backoff(DoubleSupplier random) {

	private static final Duration SHORTEST = Duration.ofMillis(500);

	private static final Duration LONGEST = Duration.ofSeconds(10);

	/**
	 * Return the time to wait before a call is tried again.
	 * @param failures how often it failed, from 1
	 * @return the time
	 */
	Duration afterFailures(int failures) {
		double doubled = (double) SHORTEST.toNanos() * Math.pow(2, failures - 1);
		return Duration
			.ofNanos((long) (Math.min(doubled, (double) LONGEST.toNanos()) * (0.5 + 0.5 * this.random.getAsDouble())));
	}

	/**
	 * Return a time with jitter that only lengthens it.
	 * @param time the time
	 * @return up to a fifth more
	 */
	Duration atLeast(Duration time) {
		return Duration.ofNanos((long) ((double) time.toNanos() * (1 + 0.2 * this.random.getAsDouble())));
	}

	/**
	 * Return a time with jitter in both directions.
	 * @param time the time
	 * @return up to a fifth less or more
	 */
	Duration around(Duration time) {
		return Duration.ofNanos((long) ((double) time.toNanos() * (0.8 + 0.4 * this.random.getAsDouble())));
	}

}
