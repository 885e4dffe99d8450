package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Looks at things again and again, beside the thread that waits for the end. What fails
 * beside it fails the wait.
 */
final class Observer implements AutoCloseable {

	private static final int THREADS = 10;

	private final AtomicInteger started = new AtomicInteger();

	private final CompletableFuture<Void> failure = new CompletableFuture<>();

	private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(THREADS, (task) -> {
		Thread thread = new Thread(task, "drill-observer-" + this.started.incrementAndGet());
		thread.setDaemon(true);
		return thread;
	});

	void run(Runnable task) {
		after(Duration.ZERO, task);
	}

	void after(Duration time, Runnable task) {
		Future<?> unused = this.executor.schedule(() -> guarded(task), time.toNanos(), TimeUnit.NANOSECONDS);
	}

	void until(Duration interval, BooleanSupplier condition) {
		run(() -> look(interval, condition, () -> {
		}));
	}

	/**
	 * Wait until a condition holds.
	 */
	void await(Duration interval, BooleanSupplier condition) {
		CompletableFuture<Void> reached = new CompletableFuture<>();
		run(() -> look(interval, condition, () -> reached.complete(null)));
		CompletableFuture.anyOf(reached, this.failure).join();
	}

	/**
	 * Wait until a condition holds, and fail where it does not in time.
	 */
	void await(Duration interval, BooleanSupplier condition, Duration limit, Supplier<String> failureMessage) {
		long begun = System.nanoTime();
		await(interval, () -> {
			if (condition.getAsBoolean()) {
				return true;
			}
			if (System.nanoTime() - begun > limit.toNanos()) {
				throw new IllegalStateException(failureMessage.get());
			}
			return false;
		});
	}

	void pause(Duration time) {
		CompletableFuture<Void> passed = new CompletableFuture<>();
		after(time, () -> passed.complete(null));
		CompletableFuture.anyOf(passed, this.failure).join();
	}

	private void look(Duration interval, BooleanSupplier condition, Runnable then) {
		if (condition.getAsBoolean()) {
			then.run();
		}
		else if (!this.executor.isShutdown()) {
			after(interval, () -> look(interval, condition, then));
		}
	}

	private void guarded(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			this.failure.completeExceptionally(ex);
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
