package io.github.spotaware.background;

import java.util.Collection;
import java.util.List;

import io.awspring.cloud.sqs.listener.ContainerComponentFactory;
import io.awspring.cloud.sqs.listener.FifoSqsComponentFactory;
import io.awspring.cloud.sqs.listener.SqsContainerOptions;
import io.awspring.cloud.sqs.listener.SqsMessageListenerContainer;
import io.awspring.cloud.sqs.listener.StandardSqsComponentFactory;
import io.awspring.cloud.sqs.listener.acknowledgement.AcknowledgementProcessor;
import io.awspring.cloud.sqs.listener.acknowledgement.ExecutingAcknowledgementProcessor;
import io.awspring.cloud.sqs.listener.acknowledgement.handler.AcknowledgementHandler;
import io.awspring.cloud.sqs.listener.backpressure.BackPressureHandler;
import io.awspring.cloud.sqs.listener.backpressure.BackPressureHandlerFactory;
import io.awspring.cloud.sqs.listener.backpressure.BatchAwareBackPressureHandler;
import io.awspring.cloud.sqs.listener.sink.MessageSink;
import io.awspring.cloud.sqs.listener.source.MessageSource;

/**
 * Makes the parts of a listener's container as another factory does, so that the
 * {@link SqsListener} sees what comes in.
 *
 * @param <T> the payload
 */
final class SqsComponents<T> implements ContainerComponentFactory<T, SqsContainerOptions> {

	private final ContainerComponentFactory<T, SqsContainerOptions> factory;

	private final SqsListener listener;

	private SqsComponents(ContainerComponentFactory<T, SqsContainerOptions> factory, SqsListener listener) {
		this.factory = factory;
		this.listener = listener;
	}

	/**
	 * Change a container that has not started. What else is configured stays.
	 * @param container the container
	 * @param listener what is to see and to decide what comes in
	 * @return whether it could be done
	 */
	static <T> boolean install(SqsMessageListenerContainer<T> container, SqsListener listener) {
		Collection<ContainerComponentFactory<T, SqsContainerOptions>> factories = container
			.getContainerComponentFactories();
		if (factories.isEmpty()) {
			if (container.getClass() != SqsMessageListenerContainer.class) {
				// It may have others by default.
				return false;
			}
			factories = List.of(new FifoSqsComponentFactory<>(), new StandardSqsComponentFactory<>());
		}
		container.setComponentFactories(factories.stream()
			.<ContainerComponentFactory<T, SqsContainerOptions>>map((factory) -> new SqsComponents<>(factory, listener))
			.toList());
		BackPressureHandlerFactory chosen = container.getContainerOptions().getBackPressureHandlerFactory();
		container.configure((options) -> options
			.backPressureHandlerFactory((built) -> pausable(chosen.createBackPressureHandler(built), listener)));
		return true;
	}

	private static BackPressureHandler pausable(BackPressureHandler handler, SqsListener listener) {
		if (handler instanceof BatchAwareBackPressureHandler batchAware) {
			SqsPermits permits = new SqsPermits(batchAware, listener);
			listener.polls(permits);
			return permits;
		}
		// The container will refuse it, and say so.
		return handler;
	}

	@Override
	public boolean supports(Collection<String> queueNames, SqsContainerOptions options) {
		return this.factory.supports(queueNames, options);
	}

	@Override
	public MessageSource<T> createMessageSource(SqsContainerOptions options) {
		return this.factory.createMessageSource(options);
	}

	/**
	 * Is called once for each start, before anything is polled.
	 */
	@Override
	public MessageSink<T> createMessageSink(SqsContainerOptions options) {
		this.listener.started();
		return new SqsSink<>(this.factory.createMessageSink(options), this.listener);
	}

	@Override
	public AcknowledgementProcessor<T> createAcknowledgementProcessor(SqsContainerOptions options) {
		AcknowledgementProcessor<T> processor = this.factory.createAcknowledgementProcessor(options);
		if (processor instanceof ExecutingAcknowledgementProcessor<T> executing) {
			SqsAcknowledgements<T> acknowledgements = new SqsAcknowledgements<>(executing);
			this.listener.acknowledges(acknowledgements);
			return acknowledgements;
		}
		return processor;
	}

	@Override
	public AcknowledgementHandler<T> createAcknowledgementHandler(SqsContainerOptions options) {
		return this.factory.createAcknowledgementHandler(options);
	}

}
