package io.github.spotaware.sqs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.MessageUse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks the queue again and again, on a thread of its own, for as long as a source
 * listens. A message is deleted once what it says is known to the application; one that
 * is not understood is left to the queue's redrive policy, and one about others to the
 * others.
 */
final class QueuePoller {

	private static final Log logger = LogFactory.getLog(QueuePoller.class);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	private final SqsProperties properties;

	private final Queue queue;

	private final MessageCounts counts;

	private final LifecycleActions actions;

	private final InstantSource clock;

	private final List<QueueSource> listening = new ArrayList<>();

	private final CountDownLatch stopped = new CountDownLatch(1);

	private @Nullable Thread thread;

	private boolean answered;

	QueuePoller(SqsProperties properties, Queue queue, MessageCounts counts, LifecycleActions actions,
			InstantSource clock) {
		this.properties = properties;
		this.queue = queue;
		this.counts = counts;
		this.actions = actions;
		this.clock = clock;
	}

	void start(QueueSource source, Ours ours) {
		if (listen(source, ours)) {
			source.answered();
		}
	}

	/**
	 * Let a source listen.
	 * @return whether the queue has answered before
	 */
	private synchronized boolean listen(QueueSource source, Ours ours) {
		this.listening.add(source);
		if (this.thread == null) {
			Reader reader = new Reader(ours, this.properties.autoScalingDeadline(), this.clock.instant());
			Thread poller = new Thread(() -> run(reader), "spot-aware-sqs");
			poller.setDaemon(true);
			this.thread = poller;
			poller.start();
		}
		return this.answered;
	}

	synchronized void stop() {
		this.stopped.countDown();
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	private synchronized List<QueueSource> listening() {
		return List.copyOf(this.listening);
	}

	private synchronized List<QueueSource> listeningToTheAnswer() {
		this.answered = true;
		return listening();
	}

	private void run(Reader reader) {
		Duration wait = Duration.ZERO;
		try {
			while (!this.stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
				wait = ask(reader) ? Duration.ZERO : longer(wait);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Duration longer(Duration wait) {
		Duration longer = wait.isZero() ? Duration.ofSeconds(1) : wait.multipliedBy(2);
		return (longer.compareTo(LONGEST_WAIT) < 0) ? longer : LONGEST_WAIT;
	}

	private boolean ask(Reader reader) throws InterruptedException {
		try {
			for (Queue.Received message : this.queue.receive(reader.ours())) {
				take(message, reader.read(message.body(), this.clock.instant()));
			}
			listeningToTheAnswer().forEach(QueueSource::answered);
			return true;
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception | LinkageError ex) {
			if (this.stopped.getCount() > 0) {
				listening().forEach((source) -> source.failed(ex));
			}
			return false;
		}
	}

	private void take(Queue.Received message, Reading reading) {
		logger.debug("Message '%s' is %s: %s".formatted(message.id(), reading.use().id(), reading.why()));
		if (reading.use() == MessageUse.ACCEPTED && !tell(reading)) {
			return; // comes again, and somebody listens by then
		}
		this.counts.add(reading);
		if (reading.forgotten()) {
			message.delete().run();
		}
	}

	private boolean tell(Reading reading) {
		List<QueueSource> told = listening().stream()
			.filter((source) -> source.channel() == reading.accepted())
			.toList();
		told.forEach((source) -> source.take(reading.signal()));
		if (reading.action() != null) {
			this.actions.waiting(reading.action());
		}
		return !told.isEmpty();
	}

}
