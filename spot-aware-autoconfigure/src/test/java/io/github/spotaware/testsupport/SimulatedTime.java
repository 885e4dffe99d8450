package io.github.spotaware.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

import io.github.spotaware.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only when everybody waits. Tasks that wait have a thread each, and
 * only one of all threads runs at a time, in an order that is always the same. Whoever
 * waits plays what happens meanwhile, so that a thread changes only where it has to.
 */
public final class SimulatedTime implements AutoCloseable {

	public static final Instant START = Instant.parse("2026-11-22T01:00:00Z");

	private static final long STACK = 256 * 1024;

	private final PriorityQueue<Event> events = new PriorityQueue<>(
			Comparator.comparingLong(Event::at).thenComparingLong(Event::number));

	private final Deque<Ready> ready = new ArrayDeque<>();

	private final Deque<Player> idle = new ArrayDeque<>();

	private final List<Player> players = new ArrayList<>();

	private final Semaphore end = new Semaphore(0);

	private final long start = Duration.ofHours(1).toNanos();

	private long now = this.start;

	private Duration clockStep = Duration.ZERO;

	private long count;

	private long limit = Long.MAX_VALUE;

	private boolean playing;

	private boolean closed;

	private @Nullable Throwable failure;

	public Ticker ticker() {
		return () -> this.now;
	}

	public InstantSource clock() {
		return () -> START.plusNanos(this.now - this.start).plus(this.clockStep);
	}

	public void stepClock(Duration step) {
		this.clockStep = this.clockStep.plus(step);
	}

	/**
	 * Let time pass in which nobody runs, as while a machine stands still.
	 */
	public void stall(Duration duration) {
		this.now += duration.toNanos();
	}

	public Duration passed() {
		return Duration.ofNanos(this.now - this.start);
	}

	/**
	 * Do something that does not wait at a time counted from the beginning.
	 */
	public void at(Duration time, Runnable action) {
		this.events.add(new Event(this.start + time.toNanos(), this.count++, action));
	}

	public void in(Duration time, Runnable action) {
		at(passed().plus(time), action);
	}

	/**
	 * Do something that does not wait as soon as everybody waits.
	 */
	public void soon(Runnable action) {
		this.ready.add(new Ready(null, action));
	}

	/**
	 * Begin a task that may wait.
	 */
	public void begin(Runnable task) {
		this.ready.add(new Ready(null, new Task(task)));
	}

	/**
	 * Make what begins one task after another.
	 */
	public Executor serial() {
		return new Serial();
	}

	/**
	 * Wait. Called by a task.
	 */
	public void pause(Duration duration) throws InterruptedException {
		me().await(duration.toNanos());
	}

	/**
	 * End no later than after a while from now.
	 */
	public void endIn(Duration duration) {
		this.limit = Math.min(this.limit, this.now + duration.toNanos());
	}

	/**
	 * Play until nothing is left to do, or the end has come.
	 */
	public void run() {
		Player first = next();
		if (first != null) {
			first.turn.release();
			this.end.acquireUninterruptibly();
		}
		if (this.failure != null) {
			throw new AssertionError("Failed after " + passed(), this.failure);
		}
	}

	/**
	 * Return whose turn is next, after all that happens before it.
	 */
	private @Nullable Player next() {
		try {
			while (this.failure == null) {
				Ready turn = this.ready.poll();
				if (turn != null && turn.player() != null) {
					return turn.player();
				}
				Runnable action = (turn != null) ? turn.action() : nextEvent();
				if (action == null) {
					return null;
				}
				if (action instanceof Task task) {
					return player(task.work());
				}
				play(action);
			}
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
		return null;
	}

	private @Nullable Runnable nextEvent() {
		Event event = this.events.poll();
		if (event == null || event.at() > this.limit) {
			return null;
		}
		this.now = Math.max(this.now, event.at());
		return event.action();
	}

	private void play(Runnable action) {
		this.playing = true;
		try {
			action.run();
		}
		finally {
			this.playing = false;
		}
	}

	private Player player(Runnable work) {
		Player player = this.idle.poll();
		if (player == null) {
			player = new Player();
			this.players.add(player);
			player.start();
		}
		player.work = work;
		return player;
	}

	private Player me() {
		if (this.playing || !(Thread.currentThread() instanceof Player player)) {
			throw new IllegalStateException("Only a task may wait");
		}
		return player;
	}

	/**
	 * End what still waits.
	 */
	@Override
	public void close() {
		this.closed = true;
		for (Player player : this.players) {
			player.turn.release();
			try {
				player.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private record Event(long at, long number, Runnable action) {
	}

	private record Ready(@Nullable Player player, @Nullable Runnable action) {
	}

	private record Task(Runnable work) implements Runnable {

		@Override
		public void run() {
			throw new IllegalStateException("A task needs a thread");
		}

	}

	/**
	 * Ends a task that was left waiting.
	 */
	private static final class Over extends Error {

		private static final long serialVersionUID = 1L;

	}

	private final class Serial implements Executor {

		private final Deque<Runnable> tasks = new ArrayDeque<>();

		private boolean busy;

		@Override
		public void execute(Runnable task) {
			this.tasks.add(task);
			if (!this.busy) {
				this.busy = true;
				begin(this::work);
			}
		}

		private void work() {
			for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
				task.run();
			}
			this.busy = false;
		}

	}

	/**
	 * A place where a task waits until it is woken.
	 */
	public final class Sleep {

		private @Nullable Player sleeper;

		private boolean woken;

		public void await(long nanos) throws InterruptedException {
			if (!this.woken) {
				this.sleeper = me();
				try {
					this.sleeper.await(nanos);
				}
				finally {
					this.sleeper = null;
				}
			}
			this.woken = false;
		}

		public void wake() {
			this.woken = true;
			if (this.sleeper != null) {
				this.sleeper.wake();
			}
		}

	}

	/**
	 * A lock for which to wait is to wait in simulated time.
	 */
	public final class Lock extends ReentrantLock {

		private static final long serialVersionUID = 1L;

		private transient boolean held;

		private final transient Deque<Player> waiting = new ArrayDeque<>();

		@Override
		public void lockInterruptibly() throws InterruptedException {
			while (this.held) {
				Player me = me();
				this.waiting.add(me);
				try {
					me.await(Long.MAX_VALUE);
				}
				finally {
					this.waiting.remove(me);
				}
			}
			this.held = true;
		}

		@Override
		public void unlock() {
			this.held = false;
			this.waiting.forEach(Player::wake);
		}

	}

	/**
	 * A thread, which runs only when it is its turn.
	 */
	private final class Player extends Thread {

		private final Semaphore turn = new Semaphore(0);

		private @Nullable Runnable work;

		private long waits;

		private boolean waiting;

		private boolean interruption;

		Player() {
			super(null, null, "simulated", STACK);
			setDaemon(true);
		}

		@Override
		public void run() {
			this.turn.acquireUninterruptibly();
			Runnable task = this.work;
			while (task != null && !SimulatedTime.this.closed) {
				work(task);
				this.work = null;
				SimulatedTime.this.idle.push(this);
				giveWay();
				task = this.work;
			}
		}

		private void work(Runnable task) {
			try {
				task.run();
			}
			catch (Over ex) {
				// Nobody waits for it.
			}
			catch (Throwable ex) {
				SimulatedTime.this.failure = ex;
			}
			this.interruption = false;
			Thread.interrupted();
		}

		void await(long nanos) throws InterruptedException {
			stopIfInterrupted();
			this.waiting = true;
			long wait = ++this.waits;
			if (nanos < Long.MAX_VALUE) {
				in(Duration.ofNanos(Math.max(0, nanos)), () -> wake(wait));
			}
			giveWay();
			stopIfInterrupted();
		}

		private void stopIfInterrupted() throws InterruptedException {
			if (SimulatedTime.this.closed) {
				throw new Over();
			}
			if (Thread.interrupted() || this.interruption) {
				this.interruption = false;
				throw new InterruptedException();
			}
		}

		/**
		 * Let others have their turns until it is ours again.
		 */
		private void giveWay() {
			if (SimulatedTime.this.closed) {
				return;
			}
			Player next = next();
			if (next != this) {
				((next != null) ? next.turn : SimulatedTime.this.end).release();
				this.turn.acquireUninterruptibly();
			}
		}

		private void wake(long wait) {
			if (this.waits == wait) {
				wake();
			}
		}

		private void wake() {
			if (this.waiting) {
				this.waiting = false;
				SimulatedTime.this.ready.add(new Ready(this, null));
			}
		}

		@Override
		public void interrupt() {
			if (Thread.currentThread() == this && !SimulatedTime.this.playing) {
				super.interrupt();
			}
			else {
				this.interruption = true;
				wake();
			}
		}

	}

}
