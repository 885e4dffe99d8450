package io.github.spotaware.background;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.awspring.cloud.sqs.listener.SqsMessageListenerContainer;
import io.github.spotaware.Ticker;

/**
 * One listener of SQS queues: whether it may poll, and what it has in hand. What is given
 * back is processed by somebody else; so a message that waits for its turn does not get
 * it any more.
 */
final class SqsListener {

	private static final String GENERATED_ID = "io.awspring.cloud.sqs.sqsListenerEndpointContainer#";

	/**
	 * How long whoever wants to poll is kept waiting, before it looks whether the
	 * container still runs.
	 */
	private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

	/**
	 * How long the answer of a poll may be on its way.
	 */
	private static final Duration LATENESS = Duration.ofSeconds(5);

	private final SqsMessageListenerContainer<?> container;

	private final String name;

	private final Ticker ticker;

	private final Set<SqsMessage> messages = ConcurrentHashMap.newKeySet();

	private final List<SqsPermits> permits = new CopyOnWriteArrayList<>();

	private final List<SqsAcknowledgements<?>> acknowledgements = new CopyOnWriteArrayList<>();

	private final Queue<CompletableFuture<?>> withheld = new ConcurrentLinkedQueue<>();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private volatile boolean paused;

	private volatile boolean over;

	SqsListener(SqsMessageListenerContainer<?> container, Ticker ticker) {
		this.container = container;
		this.name = nameOf(container);
		this.ticker = ticker;
	}

	private static String nameOf(SqsMessageListenerContainer<?> container) {
		String id = container.getId();
		return (id == null || id.startsWith(GENERATED_ID)) ? String.join(", ", container.getQueueNames()) : id;
	}

	String name() {
		return this.name;
	}

	/**
	 * Take in that the container starts: what was before is over.
	 */
	void started() {
		this.permits.clear();
		this.acknowledgements.clear();
		this.messages.clear();
	}

	/**
	 * Take in how one of its queues gets permits.
	 */
	void polls(SqsPermits source) {
		this.permits.add(source);
	}

	/**
	 * Take in how messages of one of its queues are acknowledged.
	 */
	void acknowledges(SqsAcknowledgements<?> source) {
		this.acknowledgements.add(source);
	}

	long now() {
		return this.ticker.nanos();
	}

	boolean pause() {
		if (this.paused || !this.container.isRunning()) {
			return false;
		}
		this.paused = true;
		return true;
	}

	void resume() {
		this.paused = false;
		this.over = false;
		wake();
		for (CompletableFuture<?> turn = this.withheld.poll(); turn != null; turn = this.withheld.poll()) {
			turn.completeExceptionally(new IllegalStateException("The message was given back"));
		}
	}

	boolean isPaused() {
		return this.paused;
	}

	/**
	 * Return whether the time is over: what comes now is given back.
	 */
	boolean isOver() {
		return this.over;
	}

	/**
	 * Wait for a while if it is paused.
	 * @return whether it may poll
	 */
	boolean awaitOpen() throws InterruptedException {
		if (!this.paused) {
			return true;
		}
		this.lock.lockInterruptibly();
		try {
			long left = LOOK_AGAIN.toNanos();
			while (this.paused && this.container.isRunning() && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			return !this.paused;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait until no poll is open, for those who stop when the time is over.
	 * @return whether none is
	 */
	boolean awaitNoPoll(Duration limit) {
		this.lock.lock();
		try {
			long left = limit.toNanos();
			while (pollIsOpen() && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			return !pollIsOpen();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let everybody who waits look again.
	 */
	void wake() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	void hold(Collection<SqsMessage> batch) {
		this.messages.addAll(batch);
		if (this.over) {
			batch.forEach(SqsMessage::giveBack);
		}
	}

	void release(Collection<SqsMessage> batch) {
		batch.forEach(this.messages::remove);
	}

	/**
	 * Return what never comes, unless the drain is taken back.
	 */
	<V> CompletableFuture<V> withhold() {
		CompletableFuture<V> turn = new CompletableFuture<>();
		this.withheld.add(turn);
		return turn;
	}

	/**
	 * Look where a message comes by, in the order in which it does, so that none is
	 * missed.
	 */
	Collection<Work> inHand() {
		List<Work> works = new ArrayList<>();
		long now = now();
		boolean polling = pollIsOpen();
		for (SqsMessage message : this.messages) {
			if (!message.isFinished()) {
				works.add(new Work(this.name, message.since(now)));
			}
		}
		if (polling || pollIsOpen()) {
			works.add(new Work(this.name + " (open poll)", now));
		}
		if (!this.acknowledgements.stream().allMatch(SqsAcknowledgements::isEmpty)) {
			works.add(new Work(this.name + " (acknowledgement)", now));
		}
		return works;
	}

	/**
	 * More permits are out than there are messages to process: for an answer that is on
	 * its way, or for an acknowledgement.
	 */
	private boolean pollIsOpen() {
		int out = 0;
		long last = Long.MIN_VALUE;
		long now = now();
		for (SqsPermits source : this.permits) {
			out += source.out();
			last = Math.max(last, source.last() - now);
		}
		long unfinished = this.messages.stream().filter((message) -> !message.isFinished()).count();
		// Permits can get lost: not after the longest poll there can be.
		Duration longest = this.container.getContainerOptions().getPollTimeout().plus(LATENESS);
		return out > unfinished && last > -longest.toNanos();
	}

	void giveBack() {
		this.over = true;
		this.messages.forEach(SqsMessage::giveBack);
		this.acknowledgements.forEach(SqsAcknowledgements::send);
	}

}
