package io.github.spotaware.background;

import java.util.function.Function;
import java.util.stream.Stream;

import io.awspring.cloud.sqs.listener.MessageListenerContainer;
import io.awspring.cloud.sqs.listener.MessageListenerContainerRegistry;
import io.github.spotaware.Ticker;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/**
 * For {@code @SqsListener} of Spring Cloud AWS.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MessageListenerContainerRegistry.class)
@ConditionalOnBean(MessageListenerContainerRegistry.class)
class SqsListenersConfiguration {

	private static final boolean ADAPTERS = ClassUtils.isPresent(
			"org.springframework.integration.endpoint.MessageProducerSupport",
			SqsListenersConfiguration.class.getClassLoader());

	@Bean
	SqsListeners spotAwareSqsListeners(ListableBeanFactory beans,
			ObjectProvider<MessageListenerContainerRegistry> registries,
			ObjectProvider<MessageListenerContainer<?>> containers, BackgroundProperties properties, Ticker ticker) {
		return new SqsListeners(() -> Stream
			.of(registries.stream().flatMap((registry) -> registry.getListenerContainers().stream()),
					containers.stream(),
					ADAPTERS ? SqsAdapters.containers(beans) : Stream.<MessageListenerContainer<?>>empty())
			.<MessageListenerContainer<?>>flatMap(Function.identity())
			.distinct(), properties::keeps, ticker);
	}

	@Bean
	PauseIntakeStep spotAwarePauseSqsListeners(SqsListeners listeners) {
		return new PauseIntakeStep(listeners);
	}

}
