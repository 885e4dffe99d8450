package io.github.spotaware.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;

import io.github.spotaware.Ticker;
import io.github.spotaware.testsupport.FakeDrain;

/**
 * A drain in virtual time: who waits lets it pass. What is planned happens on the way.
 */
final class TestDrain extends FakeDrain implements Ticker {

	private final long end;

	private final Queue<Planned> planned = new ArrayDeque<>();

	private BooleanSupplier over = () -> false;

	private long now = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

	private final long start = this.now;

	TestDrain(Duration time) {
		this.end = this.now + time.toNanos();
	}

	/**
	 * Plan something. Must be planned in the order of time.
	 */
	void at(Duration after, Runnable action) {
		this.planned.add(new Planned(after.toNanos(), action));
	}

	void endWhen(BooleanSupplier condition) {
		this.over = condition;
	}

	Duration passed() {
		return Duration.ofNanos(this.now - this.start);
	}

	@Override
	public long nanos() {
		return this.now;
	}

	@Override
	public Duration remaining() {
		return Duration.ofNanos(Math.max(0, this.end - this.now));
	}

	@Override
	public void pause(Duration duration) throws InterruptedException {
		long until = this.now + duration.toNanos();
		Planned next = this.planned.peek();
		while (next != null && until - (this.start + next.after()) >= 0) {
			this.planned.remove();
			this.now = Math.max(0, next.after() - (this.now - this.start)) + this.now;
			next.action().run();
			next = this.planned.peek();
		}
		this.now = until;
		if (this.over.getAsBoolean()) {
			throw new InterruptedException("The drain is over");
		}
	}

	/**
	 * Something that happens.
	 */
	private record Planned(long after, Runnable action) {
	}

}
