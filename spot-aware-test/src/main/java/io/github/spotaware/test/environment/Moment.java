package io.github.spotaware.test.environment;

import java.time.Duration;

/**
 * Records that something happened.
 *
 * @param at when, on the scale of {@link System#nanoTime()}
 * @param what what happened
 */
record Moment(long at, String what) {

	String line(long start) {
		return Seconds.column(Duration.ofNanos(this.at - start)) + this.what;
	}

}
