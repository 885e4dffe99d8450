package io.github.spotaware;

import java.time.Duration;
import java.time.Instant;

/**
 * The moment by which all is over.
 *
 * @param ticks the moment on the {@link Ticker}, in nanoseconds
 * @param time the same moment on the wall clock, for people
 * @param origin what set it, in words: {@code "spot interruption notice"}
 */
public record Deadline(long ticks, Instant time, String origin) {

	/**
	 * Return the time left.
	 * @param now the present reading of the ticker
	 * @return the time left, never negative
	 */
	public Duration remaining(long now) {
		return Duration.ofNanos(Math.max(0, this.ticks - now));
	}

	/**
	 * Return the earlier of two deadlines.
	 * @param other the other deadline
	 * @return this one, unless the other is earlier
	 */
	public Deadline earlier(Deadline other) {
		return (other.ticks - this.ticks < 0) ? other : this;
	}

}
