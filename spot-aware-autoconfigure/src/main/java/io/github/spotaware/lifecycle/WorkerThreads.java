package io.github.spotaware.lifecycle;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.spotaware.Ticker;

/**
 * Makes the threads of a drain when they are needed, and lets them go afterwards: none is
 * there while nothing happens.
 */
final class WorkerThreads {

	private static final int IDLE_SECONDS = 5;

	private WorkerThreads() {
	}

	static Threads create(Ticker ticker) {
		ThreadPoolExecutor workers = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(), named("spot-aware-worker-", true));
		ThreadPoolExecutor drain = serial(IDLE_SECONDS, TimeUnit.SECONDS, named("spot-aware-drain-", true));
		return new Threads(drain, workers, events(), later(workers), SemaphoreGate::new, ticker);
	}

	private static Threads.Later later(Executor workers) {
		return (nanos, task) -> CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, workers).execute(task);
	}

	/**
	 * A listener may close the application, and then has to be able to end the process
	 * with an exit code of its own: the JVM must not end before the listener returns.
	 */
	private static ThreadPoolExecutor events() {
		return serial(1, TimeUnit.MILLISECONDS, named("spot-aware-events-", false));
	}

	private static ThreadPoolExecutor serial(long idle, TimeUnit unit, ThreadFactory factory) {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, idle, unit, new LinkedBlockingQueue<>(), factory);
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	private static ThreadFactory named(String prefix, boolean daemon) {
		AtomicInteger count = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, prefix + count.incrementAndGet());
			thread.setDaemon(daemon);
			return thread;
		};
	}

}
