package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.github.spotaware.PlatformDetector;
import io.github.spotaware.PlatformDetector.Detected;

/**
 * Asks again for what would tell more of a platform that was found: the instance on which
 * a container runs, an API. One that has much to do while many start may be too slow for
 * an answer, and what it would have told would be missed for as long as the application
 * lives. Asks less and less often, and at no time in step with others.
 *
 * @param detector asks, for as long as there is something to ask
 * @param stopped ends the asking
 */
record LateHost(PlatformDetector detector, CountDownLatch stopped) {

	private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

	/**
	 * Wait for the answers.
	 * @param first what is known without them
	 * @param answers takes what was known before a question, and what is known after it
	 */
	void await(Detected first, BiConsumer<Detected, Detected> answers) throws InterruptedException {
		Duration wait = SHORTEST_WAIT;
		Detected known = first;
		while (this.detector.unanswered()) {
			if (this.stopped.await(jittered(wait), TimeUnit.NANOSECONDS)) {
				return;
			}
			Detected now = this.detector.askAgain(known);
			if (this.stopped.getCount() == 0) {
				return;
			}
			answers.accept(known, now);
			known = now;
			Duration doubled = wait.multipliedBy(2);
			wait = (doubled.compareTo(LONGEST_WAIT) < 0) ? doubled : LONGEST_WAIT;
		}
	}

	private static long jittered(Duration wait) {
		return (long) ((double) wait.toNanos() * (0.8 + 0.4 * ThreadLocalRandom.current().nextDouble()));
	}

}
