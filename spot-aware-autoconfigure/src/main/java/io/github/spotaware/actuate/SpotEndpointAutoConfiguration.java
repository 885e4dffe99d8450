package io.github.spotaware.actuate;

import io.github.spotaware.Ticker;
import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.lifecycle.OperatorControl;
import io.github.spotaware.lifecycle.SpotAwareProperties;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.lifecycle.SpotView;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the endpoint {@code spot}.
 */
@AutoConfiguration(after = LifecycleAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(SpotEndpoint.class)
@ConditionalOnBean(SpotLifecycle.class)
@EnableConfigurationProperties(SpotEndpointProperties.class)
public final class SpotEndpointAutoConfiguration {

	@Bean
	SpotReporter spotReporter(SpotLifecycle lifecycle, SpotView view, Ticker ticker, SpotAwareProperties properties) {
		return new SpotReporter(lifecycle, view, ticker, properties);
	}

	@Bean
	SpotEndpoint spotEndpoint(SpotReporter reporter, OperatorControl control, SpotEndpointProperties properties) {
		return new SpotEndpoint(reporter, control, properties.showValues());
	}

	@Bean
	@ConditionalOnAvailableEndpoint(endpoint = SpotEndpoint.class, exposure = EndpointExposure.WEB)
	SpotEndpointWebExtension spotEndpointWebExtension(SpotReporter reporter, OperatorControl control,
			SpotEndpointProperties properties) {
		return new SpotEndpointWebExtension(reporter, control, properties.showValues(), properties.roles());
	}

}
