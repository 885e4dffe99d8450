package io.github.spotaware.background;

import io.github.spotaware.Ticker;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.context.IntegrationContextUtils;
import org.springframework.integration.endpoint.SourcePollingChannelAdapter;

/**
 * For Spring Integration, and for Spring Cloud Stream, which is built of it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SourcePollingChannelAdapter.class)
@ConditionalOnBean(name = IntegrationContextUtils.INTEGRATION_CONFIGURATION_POST_PROCESSOR_BEAN_NAME)
class IntegrationConfiguration {

	@Bean
	static IntegrationPollerPostProcessor spotAwareIntegrationPollerPostProcessor(
			ObjectProvider<IntegrationPollers> pollers) {
		return new IntegrationPollerPostProcessor(pollers);
	}

	@Bean
	static IntegrationPollers spotAwareIntegrationPollers(ObjectProvider<BackgroundProperties> properties,
			ObjectProvider<Ticker> ticker) {
		// Asked for before other beans are there.
		return new IntegrationPollers((name) -> properties.getObject().keeps(name), () -> ticker.getObject().nanos());
	}

	@Bean
	PauseIntakeStep spotAwarePauseIntegrationPollers(IntegrationPollers pollers) {
		return new PauseIntakeStep(pollers);
	}

	@Bean
	ListenerContainers spotAwareIntegrationListeners(ListableBeanFactory beans, BackgroundProperties properties,
			Ticker ticker) {
		return new ListenerContainers("integration-listeners", new InboundEndpoints(beans), properties::keeps, ticker);
	}

	@Bean
	PauseIntakeStep spotAwarePauseIntegrationListeners(ListenerContainers spotAwareIntegrationListeners) {
		return new PauseIntakeStep(spotAwareIntegrationListeners);
	}

}
