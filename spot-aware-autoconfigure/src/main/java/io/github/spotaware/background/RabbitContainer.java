package io.github.spotaware.background;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.Lifecycle;

/**
 * A container of Spring AMQP. Messages that were prefetched go back to their queue, where
 * the broker has not forgotten them already ({@link AcknowledgeMode#NONE}): then all of
 * them are worked through. What is in hand may take until the drain ends, and not only
 * the few seconds of the shutdown timeout.
 */
final class RabbitContainer extends SpringContainer<AbstractMessageListenerContainer> {

	private @Nullable RabbitStopSettings before;

	RabbitContainer(AbstractMessageListenerContainer container) {
		super(container, container.getListenerId(), List.of(container.getQueueNames()));
	}

	private RabbitContainer(AbstractMessageListenerContainer container, String name) {
		super(container, name, List.of());
	}

	/**
	 * Stand for the container of an endpoint.
	 * @param name the name of the endpoint
	 * @param listening what listens for it
	 * @return the container, or {@code null} when it is none of Spring AMQP
	 */
	static @Nullable Container of(String name, Lifecycle listening) {
		return (listening instanceof AbstractMessageListenerContainer container) ? new RabbitContainer(container, name)
				: null;
	}

	@Override
	public void stop(Duration limit, Runnable whenStopped) {
		AbstractMessageListenerContainer container = container();
		RabbitStopSettings configured = RabbitStopSettings.of(container);
		this.before = configured;
		boolean forgotten = container.getAcknowledgeMode() == AcknowledgeMode.NONE;
		boolean simple = container instanceof SimpleMessageListenerContainer;
		new RabbitStopSettings(simple && !forgotten, limit.toMillis()).applyTo(container);
		if (simple || forgotten) {
			stopAndWait(container, whenStopped);
		}
		else {
			container.stop(whenStopped);
		}
	}

	/**
	 * While it is waited for, the container counts as running. Else it rejects what it
	 * takes from its consumers' buffers, be it in the middle of a batch that is
	 * acknowledged, or requeued, as a whole.
	 */
	private static void stopAndWait(AbstractMessageListenerContainer container, Runnable whenStopped) {
		try {
			container.stop();
		}
		finally {
			whenStopped.run();
		}
	}

	@Override
	public void start() {
		RabbitStopSettings configured = this.before;
		if (configured != null) {
			configured.applyTo(container());
		}
		super.start();
	}

}
