package io.github.spotaware.background;

import java.time.InstantSource;

import io.github.spotaware.Ticker;
import org.quartz.Scheduler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * For Quartz.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Scheduler.class)
@ConditionalOnBean(Scheduler.class)
class QuartzConfiguration {

	@Bean
	QuartzSchedulers spotAwareQuartzSchedulers(ObjectProvider<Scheduler> schedulers, BackgroundProperties properties,
			Ticker ticker, @Qualifier("spotClock") InstantSource clock) {
		return new QuartzSchedulers(schedulers::orderedStream, properties::keeps, ticker, clock);
	}

	@Bean
	PauseIntakeStep spotAwarePauseQuartzSchedulers(QuartzSchedulers schedulers) {
		return new PauseIntakeStep(schedulers);
	}

}
