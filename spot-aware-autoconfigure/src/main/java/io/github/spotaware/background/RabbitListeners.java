package io.github.spotaware.background;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.AsyncAmqpTemplate;
import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.amqp.rabbit.core.RabbitOperations;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Finds the containers of Spring AMQP: those of {@code @RabbitListener}s, and beans. Not
 * those by which templates receive replies: requests that are still served need them; nor
 * those of endpoints, which are found as such.
 */
final class RabbitListeners {

	private RabbitListeners() {
	}

	static Collection<Container> of(ListableBeanFactory beans) {
		Set<MessageListenerContainer> found = new LinkedHashSet<>();
		beans.getBeansOfType(RabbitListenerEndpointRegistry.class, false, false)
			.values()
			.forEach((registry) -> found.addAll(registry.getListenerContainers()));
		found.addAll(beans.getBeansOfType(MessageListenerContainer.class, false, false).values());
		return found.stream()
			.filter((container) -> isOurs(container.getMessageListener()))
			.map(RabbitListeners::container)
			.toList();
	}

	private static boolean isOurs(@Nullable Object listener) {
		boolean replies = listener instanceof RabbitOperations || listener instanceof AsyncAmqpTemplate;
		return !replies && !SpringContainer.ofAnEndpoint(listener);
	}

	private static Container container(MessageListenerContainer container) {
		if (container instanceof AbstractMessageListenerContainer known) {
			return new RabbitContainer(known);
		}
		return new SpringContainer<>(container, null, List.of());
	}

}
