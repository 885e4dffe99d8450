package io.github.spotaware.metrics;

import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration that marks requests that arrive in a drain, in traces and across
 * threads.
 */
@AutoConfiguration(after = LifecycleAutoConfiguration.class)
@ConditionalOnBean(SpotLifecycle.class)
public final class SpotObservationAutoConfiguration {

	/**
	 * For traces.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ObservationRegistry.class)
	static class TracesConfiguration {

		@Bean
		DrainTraces spotDrainTraces() {
			return new DrainTraces();
		}

	}

	/**
	 * For what is logged on other threads than the one that took a request.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ContextRegistry.class, MDC.class })
	static class ContextConfiguration {

		@Bean
		CarryDrainMarks spotCarryDrainMarks() {
			return new CarryDrainMarks(ContextRegistry.getInstance());
		}

	}

}
