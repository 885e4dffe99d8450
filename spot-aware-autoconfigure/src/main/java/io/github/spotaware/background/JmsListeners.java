package io.github.spotaware.background;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

import jakarta.jms.Destination;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.listener.AbstractMessageListenerContainer;
import org.springframework.jms.listener.MessageListenerContainer;

/**
 * Finds the containers of Spring JMS: those of {@code @JmsListener}s, and beans. Not
 * those of endpoints, which are found as such.
 */
final class JmsListeners {

	private JmsListeners() {
	}

	static Collection<Container> of(ListableBeanFactory beans) {
		Map<MessageListenerContainer, String> found = new LinkedHashMap<>();
		beans.getBeansOfType(JmsListenerEndpointRegistry.class, false, false)
			.values()
			.forEach((registry) -> registry.getListenerContainerIds()
				.forEach((id) -> put(found, registry.getListenerContainer(id), id)));
		beans.getBeansOfType(MessageListenerContainer.class, false, false)
			.forEach((name, container) -> put(found, container, name));
		return found.entrySet().stream().map(JmsListeners::container).toList();
	}

	private static void put(Map<MessageListenerContainer, String> found, @Nullable MessageListenerContainer container,
			String id) {
		Object listener = (container instanceof AbstractMessageListenerContainer known) ? known.getMessageListener()
				: null;
		if (container != null && !SpringContainer.ofAnEndpoint(listener)) {
			found.putIfAbsent(container, id);
		}
	}

	private static Container container(Entry<MessageListenerContainer, String> found) {
		if (found.getKey() instanceof AbstractMessageListenerContainer known) {
			return new JmsContainer(known, found.getValue(), destination(known));
		}
		return new SpringContainer<>(found.getKey(), found.getValue(), List.of());
	}

	private static Collection<String> destination(AbstractMessageListenerContainer container) {
		String name = container.getDestinationName();
		if (name != null) {
			return List.of(name);
		}
		Destination destination = container.getDestination();
		return (destination != null) ? List.of(destination.toString()) : List.of();
	}

}
