package io.github.spotaware.test.kubernetes;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A control loop in virtual time.
 */
final class VirtualLoop implements ControlLoop {

	private final PriorityQueue<Planned> planned = new PriorityQueue<>(
			Comparator.comparingLong(Planned::at).thenComparingInt(Planned::number));

	private long now;

	private int number;

	@Override
	public void after(Duration delay, Runnable action) {
		this.planned.add(new Planned(this.now + delay.toNanos(), this.number++, action));
	}

	@Override
	public long nanoTime() {
		return this.now;
	}

	void runUntil(int second) {
		long until = Duration.ofSeconds(second).toNanos();
		for (Planned next = this.planned.peek(); next != null && next.at() <= until; next = this.planned.peek()) {
			this.planned.remove();
			this.now = next.at();
			next.action().run();
		}
		this.now = until;
	}

	/**
	 * Is something to do.
	 */
	private record Planned(long at, int number, Runnable action) {
	}

}
