package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Finds out how late this machine runs what is due: something is, every 10 ms. Who shares
 * the cores with an overloaded machine is as late as that.
 */
final class Punctuality implements AutoCloseable {

	private static final Duration INTERVAL = Duration.ofMillis(10);

	private final LongSupplier ticker;

	private final long startedAt;

	private long[] late = new long[1024];

	private int size;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "drill-punctuality");
		thread.setDaemon(true);
		return thread;
	});

	Punctuality(LongSupplier ticker) {
		this.ticker = ticker;
		this.startedAt = ticker.getAsLong();
	}

	static Punctuality start() {
		Punctuality punctuality = new Punctuality(System::nanoTime);
		Future<?> unused = punctuality.executor.scheduleAtFixedRate(punctuality::tick, 0, INTERVAL.toNanos(),
				TimeUnit.NANOSECONDS);
		return punctuality;
	}

	/**
	 * Note how late this is. After a pause, each tick that was missed is noted, too.
	 */
	synchronized void tick() {
		if (this.size == this.late.length) {
			this.late = Arrays.copyOf(this.late, 2 * this.size);
		}
		this.late[this.size] = this.ticker.getAsLong() - this.startedAt - this.size * INTERVAL.toNanos();
		this.size++;
	}

	synchronized Lateness lateness() {
		if (this.size == 0) {
			return Lateness.NONE;
		}
		long[] sorted = Arrays.copyOf(this.late, this.size);
		Arrays.sort(sorted);
		return new Lateness(Duration.ofNanos(sorted[(int) Math.ceil(0.99 * this.size) - 1]),
				Duration.ofNanos(sorted[this.size - 1]));
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
