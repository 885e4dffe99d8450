package io.github.spotaware.elb;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How much time there is to look how targets are.
 *
 * @param urgent whether what is known does not wait for what is not
 * @param left gives the time that is left, zero when there is no more
 */
record Haste(boolean urgent, Supplier<Duration> left) {

	/**
	 * Return how long the next look may take.
	 */
	Duration limit() {
		return this.left.get();
	}

}
