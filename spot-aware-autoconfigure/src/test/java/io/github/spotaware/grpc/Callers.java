package io.github.spotaware.grpc;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.grpc.StatusRuntimeException;

/**
 * Calls without a pause, each caller by a channel that it keeps, and now and then by one
 * that it opens for a single call.
 */
final class Callers {

	private static final int CALLERS = 4;

	private static final int CALLS_A_FRESH_ONE = 10;

	private final int port;

	private final AtomicInteger calls = new AtomicInteger();

	private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

	private final List<CompletableFuture<Void>> running;

	private volatile boolean enough;

	Callers(int port) {
		this.port = port;
		this.running = Stream.generate(() -> CompletableFuture.runAsync(this::call)).limit(CALLERS).toList();
	}

	private void call() {
		try (StockClient kept = new StockClient(this.port)) {
			for (int i = 0; !this.enough; i++) {
				if (i % CALLS_A_FRESH_ONE == 0) {
					callOnce();
				}
				call(kept);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void callOnce() throws InterruptedException {
		try (StockClient fresh = new StockClient(this.port)) {
			call(fresh);
		}
	}

	private void call(StockClient client) {
		try {
			client.take("one");
		}
		catch (StatusRuntimeException ex) {
			this.failures.add(ex.getStatus().toString());
		}
		this.calls.incrementAndGet();
	}

	/**
	 * Return whether a call has failed so far.
	 */
	boolean failed() {
		return !this.failures.isEmpty();
	}

	int calls() {
		return this.calls.get();
	}

	/**
	 * Call no more, and return what failed.
	 */
	List<String> failures() {
		this.enough = true;
		this.running.forEach(CompletableFuture::join);
		return List.copyOf(this.failures);
	}

}
