package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector;
import io.github.spotaware.PlatformDetector.Detected;

/**
 * Asks for a platform that gave a sign and no answer, until it answers: a machine that
 * has much to do while it starts may be too slow for an answer, and the application would
 * be without protection for as long as it lives.
 *
 * @param detector asks
 * @param stopped ends the asking
 */
record LateAnswer(PlatformDetector detector, CountDownLatch stopped) {

	private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

	/**
	 * Wait for the answer.
	 * @param none what was found so far
	 * @return what was found, or the same when that was ended before
	 */
	Detected await(Detected none) throws InterruptedException {
		Duration wait = SHORTEST_WAIT;
		Detected detected = none;
		while (isMissing(detected) && !this.stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
			detected = this.detector.detect();
			Duration doubled = wait.multipliedBy(2);
			wait = (doubled.compareTo(LONGEST_WAIT) < 0) ? doubled : LONGEST_WAIT;
		}
		return detected;
	}

	static boolean isMissing(Detected detected) {
		return detected.identity().platform() == Platform.NONE;
	}

}
