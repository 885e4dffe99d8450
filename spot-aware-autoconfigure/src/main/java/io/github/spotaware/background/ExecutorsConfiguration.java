package io.github.spotaware.background;

import java.util.concurrent.Executor;

import io.github.spotaware.Ticker;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

/**
 * For {@code @Async} and whatever else uses a task executor.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(Executor.class)
class ExecutorsConfiguration {

	/**
	 * A fallback, so that who asks for the only decorator gets the application's own.
	 */
	@Bean
	@Fallback
	RunningTasks spotAwareRunningTasks(Ticker ticker) {
		return new RunningTasks(ticker);
	}

	@Bean
	ExecutorWork spotAwareExecutorWork(ConfigurableListableBeanFactory beans, RunningTasks tasks,
			BackgroundProperties properties, Ticker ticker) {
		return new ExecutorWork(beans, tasks, properties::keeps, ticker);
	}

}
