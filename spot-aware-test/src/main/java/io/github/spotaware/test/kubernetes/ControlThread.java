package io.github.spotaware.test.kubernetes;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Is the control loop of a running cluster.
 */
final class ControlThread implements ControlLoop, AutoCloseable {

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((runnable) -> {
		Thread thread = new Thread(runnable, "cluster");
		thread.setDaemon(true);
		return thread;
	});

	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public void after(Duration delay, Runnable action) {
		if (!this.executor.isShutdown()) {
			this.executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
