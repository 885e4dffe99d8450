package io.github.spotaware.background;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.AbstractShareKafkaMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * Finds the containers of Spring Kafka: those of {@code @KafkaListener}s, and beans. Not
 * those by which templates receive replies: requests that are still served need them; nor
 * those of endpoints, which are found as such.
 */
final class KafkaListeners {

	private KafkaListeners() {
	}

	static Collection<Container> of(ListableBeanFactory beans) {
		Set<MessageListenerContainer> found = new LinkedHashSet<>();
		beans.getBeansOfType(KafkaListenerEndpointRegistry.class, false, false)
			.values()
			.forEach((registry) -> found.addAll(registry.getListenerContainers()));
		found.addAll(beans.getBeansOfType(MessageListenerContainer.class, false, false).values());
		return found.stream().filter(KafkaListeners::isOurs).map(KafkaListeners::container).toList();
	}

	private static boolean isOurs(MessageListenerContainer container) {
		ContainerProperties properties = properties(container);
		Object listener = (properties != null) ? properties.getMessageListener() : null;
		return !(listener instanceof KafkaOperations) && !SpringContainer.ofAnEndpoint(listener);
	}

	private static Container container(MessageListenerContainer container) {
		ContainerProperties properties = properties(container);
		if (properties == null) {
			return new SpringContainer<>(container, null, List.of());
		}
		return new SpringContainer<>(container, container.getListenerId(), topics(properties));
	}

	private static @Nullable ContainerProperties properties(MessageListenerContainer container) {
		boolean known = container instanceof AbstractMessageListenerContainer
				|| container instanceof AbstractShareKafkaMessageListenerContainer;
		return known ? container.getContainerProperties() : null;
	}

	private static Collection<String> topics(ContainerProperties properties) {
		String[] topics = properties.getTopics();
		if (topics != null) {
			return List.of(topics);
		}
		Pattern pattern = properties.getTopicPattern();
		if (pattern != null) {
			return List.of(pattern.pattern());
		}
		TopicPartitionOffset[] partitions = properties.getTopicPartitions();
		return (partitions != null) ? Arrays.stream(partitions)
			.filter(Objects::nonNull)
			.map(TopicPartitionOffset::getTopic)
			.distinct()
			.toList() : List.of();
	}

}
