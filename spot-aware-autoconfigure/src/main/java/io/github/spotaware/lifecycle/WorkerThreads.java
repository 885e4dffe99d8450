package io.github.spotaware.lifecycle;

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
				new SynchronousQueue<>(), named("spot-aware-worker-"));
		return new Threads(serial("spot-aware-drain-"), workers, serial("spot-aware-events-"), SemaphoreGate::new,
				ticker);
	}

	private static ThreadPoolExecutor serial(String prefix) {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), named(prefix));
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	private static ThreadFactory named(String prefix) {
		AtomicInteger count = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, prefix + count.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

}
