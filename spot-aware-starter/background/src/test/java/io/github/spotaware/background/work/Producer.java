package io.github.spotaware.background.work;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Sends a message every few milliseconds until it is closed.
 */
final class Producer implements AutoCloseable {

	private static final int EVERY_MILLIS = 4;

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

	private final AtomicInteger number = new AtomicInteger();

	private final List<String> sent = new CopyOnWriteArrayList<>();

	private volatile @Nullable Exception failure;

	private Producer(Orders.Publisher publisher) {
		ScheduledFuture<?> unused = this.thread.scheduleWithFixedDelay(() -> send(publisher), 0, EVERY_MILLIS,
				TimeUnit.MILLISECONDS);
	}

	static Producer start(Orders.Publisher publisher) {
		return new Producer(publisher);
	}

	private void send(Orders.Publisher publisher) {
		String message = "load-" + this.number.incrementAndGet();
		try {
			publisher.publish(message);
		}
		catch (Exception ex) {
			this.failure = ex;
			throw new IllegalStateException("Not sent: " + message, ex);
		}
		this.sent.add(message);
	}

	List<String> sent() {
		return this.sent;
	}

	@Override
	public void close() throws InterruptedException {
		this.thread.shutdown();
		if (!this.thread.awaitTermination(1, TimeUnit.MINUTES)) {
			throw new IllegalStateException("The broker does not take a message");
		}
		if (this.failure != null) {
			throw new IllegalStateException("A message was not sent", this.failure);
		}
	}

}
