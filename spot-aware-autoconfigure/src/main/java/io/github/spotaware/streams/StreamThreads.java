package io.github.spotaware.streams;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs closings, which may block while a client does not read. Has no thread while there
 * is nothing to do. No {@code Executor}: an application may have one to inject by type,
 * and Boot's own backs off where there is one.
 */
final class StreamThreads implements AutoCloseable {

	private static final int MOST = 16;

	private final AtomicInteger made = new AtomicInteger();

	private final ThreadPoolExecutor pool;

	StreamThreads() {
		this.pool = new ThreadPoolExecutor(MOST, MOST, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
		this.pool.allowCoreThreadTimeOut(true);
	}

	private Thread thread(Runnable task) {
		Thread thread = new Thread(task, "spot-aware-streams-" + this.made.incrementAndGet());
		thread.setDaemon(true);
		return thread;
	}

	void execute(Runnable task) {
		this.pool.execute(task);
	}

	@Override
	public void close() {
		this.pool.shutdown();
	}

}
