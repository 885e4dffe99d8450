package io.github.spotaware.background;

import io.github.spotaware.Ticker;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * For {@code @EnableScheduling}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SchedulingConfigurer.class)
@ConditionalOnBean(name = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME)
class ScheduledTasksConfiguration {

	@Bean
	ScheduledTasks spotAwareScheduledTasks(BackgroundProperties properties, Ticker ticker) {
		return new ScheduledTasks(properties::keeps, ticker);
	}

	@Bean
	PauseIntakeStep spotAwarePauseScheduledTasks(ScheduledTasks tasks) {
		return new PauseIntakeStep(tasks);
	}

}
