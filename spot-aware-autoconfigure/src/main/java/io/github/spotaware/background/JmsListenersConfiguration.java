package io.github.spotaware.background;

import io.github.spotaware.Ticker;
import jakarta.jms.Message;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.config.JmsListenerEndpointRegistry;

/**
 * For Spring JMS.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ JmsListenerEndpointRegistry.class, Message.class })
@ConditionalOnBean(JmsListenerEndpointRegistry.class)
class JmsListenersConfiguration {

	private static final String LISTENERS = "spotAwareJmsListeners";

	@Bean(LISTENERS)
	ListenerContainers spotAwareJmsListeners(ListableBeanFactory beans, BackgroundProperties properties,
			Ticker ticker) {
		return new ListenerContainers("jms-listeners", () -> JmsListeners.of(beans), properties::keeps, ticker);
	}

	@Bean
	PauseIntakeStep spotAwarePauseJmsListeners(@Qualifier(LISTENERS) ListenerContainers listeners) {
		return new PauseIntakeStep(listeners);
	}

}
