package io.github.spotaware.elb;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits, but not longer than the application context lives.
 */
final class StoppablePause implements Pause, AutoCloseable {

	private final CountDownLatch closed = new CountDownLatch(1);

	@Override
	public void pause(Duration duration) throws InterruptedException {
		if (this.closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
			throw new InterruptedException("The application context is closed");
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

}
