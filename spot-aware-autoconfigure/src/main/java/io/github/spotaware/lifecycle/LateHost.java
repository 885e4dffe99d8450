package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.PlatformDetector;
import io.github.spotaware.PlatformDetector.Detected;
import org.jspecify.annotations.Nullable;

/**
 * Asks again for the instance on which a container runs, for about two minutes: one that
 * has much to do while it starts may be too slow for an answer. One that does not answer
 * by then keeps its metadata service from containers, as it may.
 *
 * @param detector asks
 * @param stopped ends the asking
 */
record LateHost(PlatformDetector detector, CountDownLatch stopped) {

	private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

	private static final int QUESTIONS = 7;

	/**
	 * Wait for the answer.
	 * @param known what is known without it
	 * @return what is known with it, or {@code null} when there is none
	 */
	@Nullable Detected await(Detected known) throws InterruptedException {
		Duration wait = SHORTEST_WAIT;
		for (int i = 0; i < QUESTIONS && this.detector.unanswered(); i++) {
			if (this.stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
				return null;
			}
			Detected answer = this.detector.askAgain(known);
			if (!this.detector.unanswered()) {
				return (this.stopped.getCount() > 0) ? answer : null;
			}
			Duration doubled = wait.multipliedBy(2);
			wait = (doubled.compareTo(LONGEST_WAIT) < 0) ? doubled : LONGEST_WAIT;
		}
		return null;
	}

}
