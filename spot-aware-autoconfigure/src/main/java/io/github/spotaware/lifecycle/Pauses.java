package io.github.spotaware.lifecycle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Lets the steps of a drain wait, but not longer than it lasts. Safe for use by any
 * thread.
 */
final class Pauses {

	private final Threads threads;

	private final List<Gate> gates = new CopyOnWriteArrayList<>();

	private volatile boolean over;

	Pauses(Threads threads) {
		this.threads = threads;
	}

	/**
	 * Wait.
	 * @param nanos how long
	 * @throws InterruptedException when interrupted, or when the drain is over
	 */
	void pause(long nanos) throws InterruptedException {
		long until = this.threads.ticker().nanos() + nanos;
		Gate gate = this.threads.gates().get();
		this.gates.add(gate);
		try {
			// Whoever ends it looks for gates afterwards.
			for (long left = nanos; left > 0 && !this.over; left = until - this.threads.ticker().nanos()) {
				gate.await(left);
			}
		}
		finally {
			this.gates.remove(gate);
		}
		if (this.over) {
			throw new InterruptedException("The drain is over");
		}
	}

	/**
	 * End all waiting: the drain is over.
	 */
	void end() {
		this.over = true;
		this.gates.forEach(Gate::wake);
	}

}
