package io.github.spotaware.background.work;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where the work of one application is done. While it is closed, work is begun and does
 * not end.
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
	 * Let go what waits, and be closed for what comes.
	 */
	void next() {
		CountDownLatch before = this.gate;
		close();
		before.countDown();
	}

	void take(String work) throws InterruptedException {
		this.begun.add(work);
		if (!this.gate.await(5, TimeUnit.MINUTES)) {
			throw new IllegalStateException("The desk stayed closed");
		}
		this.done.add(work);
	}

	List<String> begun() {
		return this.begun;
	}

	List<String> done() {
		return this.done;
	}

}
