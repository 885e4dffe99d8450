package io.github.spotaware.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Spreads many closings over a time, so that not all clients reconnect at once.
 * <p>
 * Each has a slot of its own and is at a random moment within it: as even as a fixed
 * rate, and clients of several instances that leave together do not fall into step.
 */
final class Spread {

	/**
	 * What few closings take each, so that one session does not wait for the time that
	 * thousands need.
	 */
	static final Duration EACH = Duration.ofMillis(50);

	private final Duration longest;

	private final RandomGenerator random;

	Spread(Duration longest, RandomGenerator random) {
		this.longest = longest;
		this.random = random;
	}

	/**
	 * Return the time that some closings take.
	 * @param count how many there are
	 * @param available the time there is
	 */
	Duration window(int count, Duration available) {
		return least(least(this.longest, EACH.multipliedBy(count)), available);
	}

	/**
	 * Return the moments of some closings, the earliest first, each within the window.
	 */
	List<Duration> moments(int count, Duration window) {
		List<Duration> moments = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			moments.add(Duration.ofNanos((long) (window.toNanos() * ((i + this.random.nextDouble()) / count))));
		}
		return moments;
	}

	static Duration least(Duration one, Duration other) {
		return (one.compareTo(other) <= 0) ? one : other;
	}

}
