package io.github.spotaware.streams;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds handlers until the test has looked.
 */
final class Gates {

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch opened = new CountDownLatch(1);

	void enter() {
		this.entered.countDown();
	}

	void pass() {
		enter();
		await(this.opened);
	}

	void awaitEntered() {
		await(this.entered);
	}

	void open() {
		this.opened.countDown();
	}

	private static void await(CountDownLatch latch) {
		try {
			if (!latch.await(20, TimeUnit.SECONDS)) {
				throw new IllegalStateException("Nobody came");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
