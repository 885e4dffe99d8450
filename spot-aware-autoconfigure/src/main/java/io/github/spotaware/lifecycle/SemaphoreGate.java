package io.github.spotaware.lifecycle;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The gate of a real thread.
 */
final class SemaphoreGate implements Gate {

	private final Semaphore wakes = new Semaphore(0);

	@Override
	public void await(long nanos) throws InterruptedException {
		if (this.wakes.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
			this.wakes.drainPermits();
		}
	}

	@Override
	public void wake() {
		this.wakes.release();
	}

}
