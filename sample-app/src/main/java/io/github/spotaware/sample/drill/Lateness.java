package io.github.spotaware.sample.drill;

import java.time.Duration;

/**
 * Says how late things were done that were due.
 *
 * @param p99 99 % of them were at most this late
 * @param max the latest
 */
record Lateness(Duration p99, Duration max) {

	static final Lateness NONE = new Lateness(Duration.ZERO, Duration.ZERO);

	private static final Duration MOST_P99 = Duration.ofMillis(100);

	/**
	 * The time that a health check has.
	 */
	private static final Duration MOST = Duration.ofSeconds(2);

	/**
	 * Whether the machine had so much else to do that losses and times are its own.
	 */
	boolean overloaded() {
		return this.p99.compareTo(MOST_P99) > 0 || this.max.compareTo(MOST) > 0;
	}

}
