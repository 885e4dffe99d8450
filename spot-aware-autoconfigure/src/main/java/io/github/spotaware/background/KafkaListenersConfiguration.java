package io.github.spotaware.background;

import io.github.spotaware.Ticker;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/**
 * For Spring Kafka.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(KafkaListenerEndpointRegistry.class)
@ConditionalOnBean(KafkaListenerEndpointRegistry.class)
class KafkaListenersConfiguration {

	private static final String LISTENERS = "spotAwareKafkaListeners";

	@Bean(LISTENERS)
	ListenerContainers spotAwareKafkaListeners(ListableBeanFactory beans, BackgroundProperties properties,
			Ticker ticker) {
		return new ListenerContainers("kafka-listeners", () -> KafkaListeners.of(beans), properties::keeps, ticker);
	}

	@Bean
	PauseIntakeStep spotAwarePauseKafkaListeners(@Qualifier(LISTENERS) ListenerContainers listeners) {
		return new PauseIntakeStep(listeners);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = KafkaStopsAtOnce.PROPERTY, matchIfMissing = true)
	@ConditionalOnBooleanProperty(name = "spot-aware.dry-run", havingValue = false, matchIfMissing = true)
	static KafkaStopsAtOnce spotAwareKafkaStopsAtOnce() {
		return new KafkaStopsAtOnce();
	}

}
