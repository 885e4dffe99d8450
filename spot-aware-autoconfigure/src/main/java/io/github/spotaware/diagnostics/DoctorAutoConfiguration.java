package io.github.spotaware.diagnostics;

import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.lifecycle.SpotView;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of what is said after the start.
 */
@AutoConfiguration(after = LifecycleAutoConfiguration.class)
@ConditionalOnBean(SpotView.class)
@EnableConfigurationProperties(DoctorProperties.class)
public final class DoctorAutoConfiguration {

	/**
	 * Where the findings are written to the log.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = DoctorInitializer.PROPERTY, havingValue = "log", matchIfMissing = true)
	static class LogConfiguration {

		@Bean
		HeldFindings spotHeldFindings() {
			return new HeldFindings();
		}

		@Bean
		Doctor spotDoctor(SpotView view, HeldFindings held) {
			return new Doctor(view, held);
		}

	}

}
