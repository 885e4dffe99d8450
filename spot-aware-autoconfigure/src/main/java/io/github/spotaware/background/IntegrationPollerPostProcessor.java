package io.github.spotaware.background;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.integration.config.SourcePollingChannelAdapterFactoryBean;
import org.springframework.integration.endpoint.SourcePollingChannelAdapter;

/**
 * Tells {@link IntegrationPollers} of each poller, also of those that are made at run
 * time.
 */
final class IntegrationPollerPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<IntegrationPollers> pollers;

	IntegrationPollerPostProcessor(ObjectProvider<IntegrationPollers> pollers) {
		this.pollers = pollers;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof SourcePollingChannelAdapter poller) {
			this.pollers.getObject().install(poller);
		}
		else if (bean instanceof SourcePollingChannelAdapterFactoryBean factory) {
			// It starts what it makes: as a bean that may never be asked for.
			this.pollers.getObject().install(factory.getObject());
		}
		return bean;
	}

}
