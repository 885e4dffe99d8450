package io.github.spotaware.background;

import java.util.stream.Stream;

import io.awspring.cloud.sqs.integration.SqsMessageDrivenChannelAdapter;
import io.awspring.cloud.sqs.listener.MessageListenerContainer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Finds the containers that Spring Cloud AWS's channel adapters for Spring Integration
 * keep to themselves.
 */
final class SqsAdapters {

	private SqsAdapters() {
	}

	static Stream<MessageListenerContainer<?>> containers(ListableBeanFactory beans) {
		return beans.getBeansOfType(SqsMessageDrivenChannelAdapter.class, false, false)
			.values()
			.stream()
			.<MessageListenerContainer<?>>mapMulti((adapter, found) -> {
				if (container(adapter) instanceof MessageListenerContainer<?> container) {
					found.accept(container);
				}
			});
	}

	/**
	 * There is no getter.
	 */
	private static @Nullable Object container(SqsMessageDrivenChannelAdapter adapter) {
		try {
			return new DirectFieldAccessor(adapter).getPropertyValue("listenerContainer");
		}
		catch (BeansException ex) {
			// Another version: it goes on as it would without us.
			return null;
		}
	}

}
