package io.github.spotaware.metrics;

import io.github.spotaware.InterruptionSource;
import io.github.spotaware.QueueView;
import io.github.spotaware.Ticker;
import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.lifecycle.SpotView;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters.
 */
@AutoConfiguration(after = LifecycleAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
@ConditionalOnBean(SpotLifecycle.class)
public final class SpotMetricsAutoConfiguration {

	@Bean
	SpotMeterBinder spotMeterBinder(SpotLifecycle lifecycle, SpotView view, Ticker ticker,
			ObjectProvider<InterruptionSource> sources) {
		return new SpotMeterBinder(lifecycle, view, ticker, sources);
	}

	@Bean
	TargetMeters spotTargetMeters(SpotView view, MeterRegistry registry) {
		return new TargetMeters(view, registry);
	}

	@Bean
	MeterBinder spotQueueMeters(ObjectProvider<QueueView> queues) {
		return (registry) -> queues.orderedStream().forEach((queue) -> QueueMeters.bind(queue, registry));
	}

	@Bean
	DrainTimers spotDrainTimers(MeterRegistry registry) {
		return new DrainTimers(registry);
	}

}
