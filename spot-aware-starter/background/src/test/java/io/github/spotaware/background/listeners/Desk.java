package io.github.spotaware.background.listeners;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where a listener works on messages: one that is begun while the desk is closed is in
 * hand until it opens.
 */
final class Desk {

	private final List<String> begun = new CopyOnWriteArrayList<>();

	private final List<String> done = new CopyOnWriteArrayList<>();

	private volatile CountDownLatch gate = new CountDownLatch(0);

	void close() {
		this.gate = new CountDownLatch(1);
	}

	void open() {
		this.gate.countDown();
	}

	/**
	 * Work on a message.
	 */
	void take(String message) throws InterruptedException {
		this.begun.add(message);
		if (!this.gate.await(5, TimeUnit.MINUTES)) {
			throw new IllegalStateException("The test has not opened the desk");
		}
		this.done.add(message);
	}

	List<String> begun() {
		return this.begun;
	}

	List<String> done() {
		return this.done;
	}

}
