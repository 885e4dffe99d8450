package io.github.spotaware.background;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.kafka.config.AbstractKafkaListenerContainerFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/**
 * Lets containers of Spring Kafka stop after the record in hand, and not after all that
 * were polled with it. A container heeds that only if it is set before it starts.
 */
final class KafkaStopsAtOnce implements BeanPostProcessor {

	/**
	 * Who sets it, to whatever value, decides.
	 */
	static final String PROPERTY = "spring.kafka.listener.immediate-stop";

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractKafkaListenerContainerFactory<?, ?, ?> factory) {
			stopAtOnce(factory.getContainerProperties());
		}
		else if (bean instanceof AbstractMessageListenerContainer<?, ?> container) {
			stopAtOnce(container.getContainerProperties());
		}
		return bean;
	}

	private static void stopAtOnce(ContainerProperties properties) {
		properties.setStopImmediate(true);
	}

}
