package io.github.spotaware.kubernetes;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Says when to ask the API again, so that it gets over it when all pods do.
 *
 * @param shortest the shortest time between two questions
 * @param longest the longest time after failures
 * @param rare the time after a failure that lasts until somebody changes something
 * @param watch about how long the server is asked to keep a watch
 * @param silence after how long without a word a watch is not trusted any more
 * @param random gives numbers from 0 to 1
 */
record Pace(Duration shortest, Duration longest, Duration rare, Duration watch, Duration silence,
		DoubleSupplier random) {

	/**
	 * Return the usual pace. The API server sends bookmarks about once a minute.
	 */
	static Pace usual() {
		return new Pace(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5),
				Duration.ofMinutes(2), () -> ThreadLocalRandom.current().nextDouble());
	}

	/**
	 * Return how long to wait.
	 * @param failures how often in a row it was in vain
	 * @return the time
	 */
	Duration after(int failures) {
		double doubled = (double) this.shortest.toNanos() * Math.pow(2, Math.min(failures, 30));
		return jittered(Math.min(doubled, (double) this.longest.toNanos()));
	}

	/**
	 * Return how long to wait for somebody to change something.
	 */
	Duration rarely() {
		return jittered((double) this.rare.toNanos());
	}

	/**
	 * Return how many seconds the server is asked to keep a watch.
	 */
	long watchSeconds() {
		return jittered((double) this.watch.toNanos()).toSeconds();
	}

	private Duration jittered(double nanos) {
		return Duration.ofNanos((long) (nanos * (0.5 + 0.5 * this.random.getAsDouble())));
	}

}
