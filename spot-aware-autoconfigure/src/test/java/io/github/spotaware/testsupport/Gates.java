package io.github.spotaware.testsupport;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds handlers until the test has looked.
 */
public final class Gates {

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch opened = new CountDownLatch(1);

	public void enter() {
		this.entered.countDown();
	}

	public void pass() {
		enter();
		await(this.opened);
	}

	public void awaitEntered() {
		await(this.entered);
	}

	public void open() {
		this.opened.countDown();
	}

	private static void await(CountDownLatch latch) {
		try {
			if (!latch.await(1, TimeUnit.MINUTES)) {
				throw new IllegalStateException("Nobody came");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
