package io.github.spotaware.background;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.awspring.cloud.sqs.listener.IdentifiableContainerComponent;
import io.awspring.cloud.sqs.listener.backpressure.BatchAwareBackPressureHandler;

/**
 * Gives a queue permits to poll, as many as another handler would, and none while its
 * listener is paused. Knows how many are out: for an open poll as many messages as it may
 * bring, then one for each message until it is processed and acknowledged.
 */
final class SqsPermits implements BatchAwareBackPressureHandler, IdentifiableContainerComponent {

	private final BatchAwareBackPressureHandler handler;

	private final SqsListener listener;

	private final AtomicInteger out = new AtomicInteger();

	private volatile long last;

	private String id = getClass().getSimpleName();

	SqsPermits(BatchAwareBackPressureHandler handler, SqsListener listener) {
		this.handler = handler;
		this.listener = listener;
		this.last = listener.now();
	}

	@Override
	public void setId(String id) {
		this.id = id;
		if (this.handler instanceof IdentifiableContainerComponent identifiable) {
			identifiable.setId(id);
		}
	}

	@Override
	public String getId() {
		return this.id;
	}

	@Override
	public int requestBatch() throws InterruptedException {
		return this.listener.awaitOpen() ? admitted(this.handler.requestBatch()) : 0;
	}

	@Override
	public int request(int amount) throws InterruptedException {
		return this.listener.awaitOpen() ? admitted(this.handler.request(amount)) : 0;
	}

	private int admitted(int permits) {
		if (permits == 0) {
			return 0;
		}
		this.last = this.listener.now();
		this.out.addAndGet(permits);
		// Whoever pauses looks for permits afterwards.
		if (this.listener.isPaused()) {
			release(permits, ReleaseReason.NONE_FETCHED);
			return 0;
		}
		return permits;
	}

	@Override
	public void release(int amount, ReleaseReason reason) {
		this.handler.release(amount, reason);
		this.out.addAndGet(-amount);
		if (this.listener.isOver()) {
			this.listener.wake();
		}
	}

	/**
	 * Is called when the container stops.
	 */
	@Override
	public boolean drain(Duration timeout) {
		this.listener.wake();
		return this.listener.isOver() ? this.listener.awaitNoPoll(timeout) : this.handler.drain(timeout);
	}

	int out() {
		return this.out.get();
	}

	/**
	 * Return when the last permit was given.
	 */
	long last() {
		return this.last;
	}

}
