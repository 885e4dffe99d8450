package io.github.spotaware.streams;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.testsupport.FakeDrain;

/**
 * A drain in real time, for real sockets.
 */
final class RealDrain extends FakeDrain {

	private final CountDownLatch over = new CountDownLatch(1);

	@Override
	public void pause(Duration duration) throws InterruptedException {
		if (this.over.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
			throw new InterruptedException("The drain is over");
		}
	}

}
