package io.github.spotaware.sqs;

import java.time.InstantSource;

import io.awspring.cloud.autoconfigure.AwsClientCustomizer;
import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.github.spotaware.DrainTerms;
import io.github.spotaware.FindingLog;
import io.github.spotaware.aws.ClientSetup;
import io.github.spotaware.aws.DefaultClientSetup;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.aws.LazyClient;
import io.github.spotaware.aws.SpringCloudAwsClientSetup;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClientBuilder;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration that reads a queue of events, where there is one.
 */
@AutoConfiguration(afterName = { "io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration",
		"io.awspring.cloud.autoconfigure.sqs.SqsAutoConfiguration" })
@ConditionalOnProperty(SqsProperties.QUEUE)
@EnableConfigurationProperties(SqsProperties.class)
public final class SqsAutoConfiguration {

	private static String queue(SqsProperties properties) {
		String queue = properties.queue();
		if (queue == null) {
			throw new IllegalStateException("No queue");
		}
		return queue;
	}

	@Bean
	QueueInPod sqsQueueInPod(SqsProperties properties, ObjectProvider<DrainTerms> terms) {
		return new QueueInPod(queue(properties), terms);
	}

	/**
	 * Reads it with Spring Cloud AWS's client.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SqsAsyncClient.class)
	@ConditionalOnBean(SqsAsyncClient.class)
	static class ReadingConfiguration {

		@Bean
		@ConditionalOnMissingBean
		Findings spotAwsFindings(ObjectProvider<FindingLog> log) {
			return new Findings(log.getIfUnique(() -> FindingLog.AT_ONCE));
		}

		@Bean
		MessageCounts sqsMessageCounts(SqsProperties properties, Findings findings,
				ObjectProvider<LifecycleActions> actions) {
			return new MessageCounts(queue(properties), findings, actions.stream().findAny().isPresent());
		}

		@Bean
		QueuePoller sqsQueuePoller(SqsProperties properties, ObjectProvider<SqsAsyncClient> client,
				MessageCounts counts, ObjectProvider<LifecycleActions> actions,
				@Qualifier("spotClock") InstantSource clock) {
			return new QueuePoller(properties, new SqsQueue(queue(properties), client::getObject), counts,
					(action) -> actions.ifAvailable((known) -> known.waiting(action)), clock);
		}

		@Bean
		QueueSource sqsSource(QueuePoller poller) {
			return new QueueSource(Channel.ENDING, poller);
		}

		@Bean
		QueueSource sqsRebalanceSource(QueuePoller poller) {
			return new QueueSource(Channel.REBALANCE, poller);
		}

		@Bean
		QueueSource sqsMaintenanceSource(QueuePoller poller) {
			return new QueueSource(Channel.MAINTENANCE, poller);
		}

	}

	/**
	 * Answers lifecycle actions.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ AutoScalingClient.class, SqsAsyncClient.class })
	@ConditionalOnBean(SqsAsyncClient.class)
	@ConditionalOnBooleanProperty(SqsProperties.PREFIX + ".complete-lifecycle-action")
	static class LifecycleActionConfiguration {

		@Bean
		LazyClient<AutoScalingClient, AutoScalingClientBuilder> autoScalingClientHolder(
				ObjectProvider<AutoScalingClient> own, ObjectProvider<ClientSetup<AutoScalingClientBuilder>> setup,
				ObjectProvider<AwsCredentialsProvider> credentials) {
			return new LazyClient<>(own, AutoScalingClient::builder,
					setup.getIfAvailable(() -> new DefaultClientSetup<>(credentials)));
		}

		@Bean
		AnswerLifecycleAction sqsAnswerLifecycleAction(LazyClient<AutoScalingClient, AutoScalingClientBuilder> client,
				Findings findings) {
			return new AnswerLifecycleAction(new AutoScalingApi(client, findings));
		}

	}

	/**
	 * Uses what Spring Cloud AWS configures.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ AwsClientBuilderConfigurer.class, AutoScalingClient.class })
	@ConditionalOnBean(AwsClientBuilderConfigurer.class)
	static class SpringCloudAwsConfiguration {

		@Bean
		SpringCloudAwsClientSetup<AutoScalingClientBuilder> autoScalingSpringCloudAwsClientSetup(
				AwsClientBuilderConfigurer configurer, ObjectProvider<AwsConnectionDetails> connectionDetails,
				ObjectProvider<AwsClientCustomizer<AutoScalingClientBuilder>> customizers,
				ObjectProvider<AwsSyncClientCustomizer> syncCustomizers) {
			return new SpringCloudAwsClientSetup<>(configurer, connectionDetails, customizers, syncCustomizers);
		}

	}

	/**
	 * Says that nobody can read it.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(type = "software.amazon.awssdk.services.sqs.SqsAsyncClient")
	static class MissingConfiguration {

		@Bean
		MissingQueue sqsMissingQueue(SqsProperties properties, ObjectProvider<DrainTerms> terms) {
			return new MissingQueue(queue(properties), terms);
		}

	}

}
