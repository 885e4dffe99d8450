package io.github.spotaware.diagnostics;

import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.lifecycle.SpotView;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of what is said after the start.
 */
@AutoConfiguration(after = LifecycleAutoConfiguration.class)
@ConditionalOnBean(SpotView.class)
@EnableConfigurationProperties(DoctorProperties.class)
public final class DoctorAutoConfiguration {

	@Bean
	@ConditionalOnProperty(name = DoctorInitializer.PROPERTY, havingValue = "log", matchIfMissing = true)
	Doctor spotDoctor(SpotView view) {
		return new Doctor(view);
	}

}
