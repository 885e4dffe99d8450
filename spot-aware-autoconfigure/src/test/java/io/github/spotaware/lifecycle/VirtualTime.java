package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

import io.github.spotaware.Ticker;

/**
 * Time that passes only when somebody waits for it. All runs on the test's thread, in an
 * order that is always the same.
 */
final class VirtualTime {

	static final Instant START = Instant.parse("2026-11-22T01:00:00Z");

	private final PriorityQueue<Event> events = new PriorityQueue<>(
			Comparator.comparingLong(Event::at).thenComparingInt(Event::number));

	private final Deque<Runnable> ready = new ArrayDeque<>();

	private final Deque<Runnable> drains = new ArrayDeque<>();

	private long now = Duration.ofHours(1).toNanos();

	private final long start = this.now;

	private Duration clockStep = Duration.ZERO;

	private int count;

	Ticker ticker() {
		return () -> this.now;
	}

	InstantSource clock() {
		return () -> START.plusNanos(this.now - this.start).plus(this.clockStep);
	}

	void stepClock(Duration step) {
		this.clockStep = this.clockStep.plus(step);
	}

	Threads threads() {
		return new Threads(this.drains::add, this::work, this.ready::add,
				(nanos, task) -> at(passed().plusNanos(nanos), () -> this.ready.add(task)), VirtualGate::new, ticker());
	}

	private void work(Runnable task) {
		if (task instanceof StepRun run && run.step() instanceof FakeStep step) {
			if (!step.hangs()) {
				at(passed().plus(step.delay()), () -> this.ready.add(task));
			}
		}
		else {
			this.ready.add(task);
		}
	}

	/**
	 * Let time pass in which nobody runs, as while a machine stands still.
	 */
	void stall(Duration duration) {
		this.now += duration.toNanos();
	}

	Duration passed() {
		return Duration.ofNanos(this.now - this.start);
	}

	/**
	 * Do something at a time counted from the beginning.
	 */
	void at(Duration time, Runnable action) {
		this.events.add(new Event(this.start + time.toNanos(), this.count++, action));
	}

	/**
	 * Let time pass until nothing is left to do.
	 */
	void run() {
		while (!this.ready.isEmpty() || !this.drains.isEmpty() || !this.events.isEmpty()) {
			if (!this.ready.isEmpty()) {
				this.ready.remove().run();
			}
			else if (!this.drains.isEmpty()) {
				this.drains.remove().run();
			}
			else {
				next();
			}
		}
	}

	private void next() {
		Event event = this.events.remove();
		this.now = Math.max(this.now, event.at());
		event.action().run();
	}

	private record Event(long at, int number, Runnable action) {
	}

	private final class VirtualGate implements Gate {

		private boolean woken;

		@Override
		public void await(long nanos) {
			long until = VirtualTime.this.now + nanos;
			while (!this.woken) {
				Event event = VirtualTime.this.events.peek();
				if (!VirtualTime.this.ready.isEmpty()) {
					VirtualTime.this.ready.remove().run();
				}
				else if (event != null && event.at() <= until) {
					next();
				}
				else {
					VirtualTime.this.now = until;
					return;
				}
			}
			this.woken = false;
		}

		@Override
		public void wake() {
			this.woken = true;
		}

	}

}
