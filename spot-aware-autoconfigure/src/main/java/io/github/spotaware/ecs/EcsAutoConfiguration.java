package io.github.spotaware.ecs;

import java.time.Duration;

import io.awspring.cloud.autoconfigure.AwsClientCustomizer;
import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.github.spotaware.FindingLog;
import io.github.spotaware.HealthPaths;
import io.github.spotaware.aws.ClientSetup;
import io.github.spotaware.aws.DefaultClientSetup;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.aws.LazyClient;
import io.github.spotaware.aws.SpringCloudAwsClientSetup;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.EcsClientBuilder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for ECS tasks. Elsewhere it adds nothing.
 */
@AutoConfiguration(afterName = "io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration")
@Conditional(OnEcsTask.class)
@EnableConfigurationProperties(EcsProperties.class)
public final class EcsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Findings spotAwsFindings(ObjectProvider<FindingLog> log) {
		return new Findings(log.getIfUnique(() -> FindingLog.AT_ONCE));
	}

	@Bean
	TaskFacts ecsTaskFacts() {
		return new TaskFacts();
	}

	@Bean
	EcsProbe ecsProbe(Environment environment, TaskFacts facts, Findings findings,
			ObjectProvider<Describer> describer) {
		return new EcsProbe(environment, facts, findings, describer);
	}

	@Bean
	@Order(0)
	EcsGracePeriod ecsGracePeriod(TaskFacts facts) {
		return new EcsGracePeriod(facts);
	}

	/**
	 * Asks the ECS API where the SDK can.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(EcsClient.class)
	@ConditionalOnBooleanProperty(name = EcsProperties.DESCRIBE, matchIfMissing = true)
	static class DescribingConfiguration {

		@Bean
		LazyClient<EcsClient, EcsClientBuilder> ecsClientHolder(ObjectProvider<EcsClient> own,
				ObjectProvider<ClientSetup<EcsClientBuilder>> setup,
				ObjectProvider<AwsCredentialsProvider> credentials) {
			return new LazyClient<>(own, EcsClient::builder,
					setup.getIfAvailable(() -> new DefaultClientSetup<>(credentials)));
		}

		@Bean
		EcsApi ecsApi(LazyClient<EcsClient, EcsClientBuilder> client, Findings findings) {
			return new EcsApi(client, findings);
		}

		@Bean
		ServiceTargetGroups ecsServiceTargetGroups(EcsApi api) {
			return new ServiceTargetGroups(api);
		}

		@Bean
		TaskDescriber ecsTaskDescriber(EcsApi api, TaskFacts facts, ServiceTargetGroups groups, Findings findings,
				Environment environment) {
			return new TaskDescriber(api, facts, groups, findings,
					() -> Binder.get(environment)
						.bind("spot-aware.drain.reserve", Duration.class)
						.orElse(Duration.ofSeconds(5)));
		}

		@Bean
		HealthCommandCheck ecsHealthCommandCheck(TaskFacts facts, ObjectProvider<HealthPaths> paths) {
			return new HealthCommandCheck(facts, paths::getIfAvailable);
		}

		@Bean
		TaskSource ecsTaskSource() {
			return new TaskSource();
		}

		@Bean
		AskWhy ecsAskWhy(EcsApi api, TaskSource source) {
			return new AskWhy(api, source);
		}

	}

	/**
	 * Uses what Spring Cloud AWS configures.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ AwsClientBuilderConfigurer.class, EcsClient.class })
	@ConditionalOnBean(AwsClientBuilderConfigurer.class)
	static class SpringCloudAwsConfiguration {

		@Bean
		SpringCloudAwsClientSetup<EcsClientBuilder> ecsSpringCloudAwsClientSetup(AwsClientBuilderConfigurer configurer,
				ObjectProvider<AwsConnectionDetails> connectionDetails,
				ObjectProvider<AwsClientCustomizer<EcsClientBuilder>> customizers,
				ObjectProvider<AwsSyncClientCustomizer> syncCustomizers) {
			return new SpringCloudAwsClientSetup<>(configurer, connectionDetails, customizers, syncCustomizers);
		}

	}

}
