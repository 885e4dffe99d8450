package io.github.spotaware.background;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.awspring.cloud.sqs.listener.MessageListenerContainer;
import io.awspring.cloud.sqs.listener.SqsMessageListenerContainer;
import io.github.spotaware.Drain;
import io.github.spotaware.Ticker;

import org.springframework.context.SmartLifecycle;

/**
 * Listeners of SQS queues, by Spring Cloud AWS. They are not stopped: a container that is
 * stopped interrupts after a while what it has in hand. They get no permit to poll
 * instead. A poll that is open when they are paused may bring messages still: those are
 * processed.
 */
final class SqsListeners implements Intake, SmartLifecycle {

	private final Supplier<Stream<? extends MessageListenerContainer<?>>> lookUp;

	private final Predicate<String> kept;

	private final Ticker ticker;

	private final Map<MessageListenerContainer<?>, SqsListener> listeners = new ConcurrentHashMap<>();

	private volatile boolean running;

	/**
	 * Create them.
	 * @param lookUp returns the containers there are
	 * @param kept which go on, by their names
	 * @param ticker a source of time
	 */
	SqsListeners(Supplier<Stream<? extends MessageListenerContainer<?>>> lookUp, Predicate<String> kept,
			Ticker ticker) {
		this.lookUp = lookUp;
		this.kept = kept;
		this.ticker = ticker;
	}

	/**
	 * Looks for containers when all of them are there and none has started.
	 */
	@Override
	public void start() {
		this.running = true;
		this.lookUp.get().forEach((container) -> {
			if (container instanceof SqsMessageListenerContainer<?> sqs && !sqs.isRunning()
					&& !this.listeners.containsKey(sqs)) {
				SqsListener listener = new SqsListener(sqs, this.ticker);
				if (SqsComponents.install(sqs, listener)) {
					this.listeners.put(sqs, listener);
				}
			}
		});
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	@Override
	public String name() {
		return "sqs-listeners";
	}

	@Override
	public Collection<String> pause(Drain drain) {
		List<String> paused = new ArrayList<>();
		for (SqsListener listener : notKept()) {
			if (listener.pause()) {
				paused.add(listener.name());
			}
		}
		return paused;
	}

	@Override
	public Collection<Work> inHand() {
		List<Work> works = new ArrayList<>();
		notKept().forEach((listener) -> works.addAll(listener.inHand()));
		return works;
	}

	@Override
	public void giveBack() {
		notKept().forEach(SqsListener::giveBack);
	}

	@Override
	public void resume() {
		this.listeners.values().forEach(SqsListener::resume);
	}

	/**
	 * Return the names of those that can be paused.
	 */
	Collection<String> names() {
		return this.listeners.values().stream().map(SqsListener::name).toList();
	}

	private List<SqsListener> notKept() {
		return this.listeners.values().stream().filter((listener) -> !this.kept.test(listener.name())).toList();
	}

}
