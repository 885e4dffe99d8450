package io.github.spotaware.test.environment;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits for what nobody tells, within a limit.
 */
final class Waiting {

	private static final long LOOK_MILLIS = 5;

	private Waiting() {
	}

	/**
	 * Waits.
	 * @param condition what to wait for
	 * @param limit how long at most
	 * @return whether the condition holds
	 */
	static boolean until(BooleanSupplier condition, Duration limit) {
		long end = System.nanoTime() + limit.toNanos();
		CountDownLatch never = new CountDownLatch(1);
		try {
			while (!condition.getAsBoolean()) {
				if (System.nanoTime() - end >= 0 || never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
					return condition.getAsBoolean();
				}
			}
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting", ex);
		}
	}

}
