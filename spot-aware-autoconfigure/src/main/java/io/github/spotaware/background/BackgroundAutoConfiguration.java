package io.github.spotaware.background;

import io.github.spotaware.Ticker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration that pauses listeners, schedulers and jobs in a drain.
 */
@AutoConfiguration(after = TaskExecutionAutoConfiguration.class,
		afterName = { "io.awspring.cloud.autoconfigure.sqs.SqsAutoConfiguration",
				"org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration",
				"org.springframework.boot.batch.autoconfigure.BatchAutoConfiguration",
				"org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration",
				"org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration",
				"org.springframework.boot.jms.autoconfigure.JmsAutoConfiguration",
				"org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
				"org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration" })
@EnableConfigurationProperties(BackgroundProperties.class)
public final class BackgroundAutoConfiguration {

	/**
	 * What there is depends on the libraries.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = BackgroundProperties.PAUSE, matchIfMissing = true)
	@Import({ BatchConfiguration.class, ExecutorsConfiguration.class, IntegrationConfiguration.class,
			JmsListenersConfiguration.class, KafkaListenersConfiguration.class, QuartzConfiguration.class,
			RabbitListenersConfiguration.class, ScheduledTasksConfiguration.class, SqsListenersConfiguration.class })
	static class PausingConfiguration {

		@Bean
		@ConditionalOnBean(WorkInHand.class)
		FinishWorkStep spotAwareFinishWork(ObjectProvider<WorkInHand> owners, Ticker ticker,
				BackgroundProperties properties) {
			return new FinishWorkStep(owners::orderedStream, ticker, properties.longLived());
		}

		@Bean
		@ConditionalOnBean(ExecutorWork.class)
		LateTasks spotAwareLateTasks(ExecutorWork executors, FinishWorkStep step) {
			return new LateTasks(() -> step.awaited(executors), step::begun);
		}

	}

}
