package io.github.spotaware.background;

import io.github.spotaware.Ticker;

import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * For Spring AMQP with RabbitMQ.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(RabbitListenerEndpointRegistry.class)
@ConditionalOnBean(RabbitListenerEndpointRegistry.class)
@ImportRuntimeHints(RabbitStopSettings.Hints.class)
class RabbitListenersConfiguration {

	private static final String LISTENERS = "spotAwareRabbitListeners";

	@Bean(LISTENERS)
	ListenerContainers spotAwareRabbitListeners(ListableBeanFactory beans, BackgroundProperties properties,
			Ticker ticker) {
		return new ListenerContainers("rabbit-listeners", () -> RabbitListeners.of(beans), properties::keeps, ticker);
	}

	@Bean
	PauseIntakeStep spotAwarePauseRabbitListeners(@Qualifier(LISTENERS) ListenerContainers listeners) {
		return new PauseIntakeStep(listeners);
	}

}
