package io.github.spotaware.elb;

import java.util.concurrent.ThreadLocalRandom;

import io.awspring.cloud.autoconfigure.AwsClientCustomizer;
import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.github.spotaware.TargetLocator;
import io.github.spotaware.Ticker;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2ClientBuilder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration for leaving the target groups of Elastic Load Balancing.
 */
@AutoConfiguration(afterName = "io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration")
@ConditionalOnClass(ElasticLoadBalancingV2Client.class)
@Conditional(OnTargetGroups.class)
@EnableConfigurationProperties(ElbProperties.class)
public final class ElbAutoConfiguration {

	private final Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());

	@Bean
	Findings elbFindings() {
		return new Findings();
	}

	@Bean
	TargetBook elbTargetBook() {
		return new TargetBook();
	}

	@Bean
	ServerPort elbServerPort() {
		return new ServerPort();
	}

	@Bean
	LoadBalancingClient elbLoadBalancingClient(ObjectProvider<ElasticLoadBalancingV2Client> own,
			ObjectProvider<ClientSetup> setup, ObjectProvider<AwsCredentialsProvider> credentials) {
		return new LoadBalancingClient(own, setup.getIfAvailable(() -> new DefaultClientSetup(credentials)));
	}

	@Bean
	LoadBalancingApi elbLoadBalancingApi(LoadBalancingClient client, Findings findings) {
		return new LoadBalancingApi(client, findings);
	}

	@Bean
	ConfiguredTargets elbConfiguredTargets(ElbProperties properties, ServerPort serverPort, LoadBalancingApi api,
			Findings findings) {
		return new ConfiguredTargets(properties, serverPort, api, findings);
	}

	@Bean
	TargetSurvey elbTargetSurvey(ObjectProvider<TargetLocator> locators, LoadBalancingApi api, TargetBook book,
			Findings findings, Ticker ticker) {
		return new TargetSurvey(locators, api, book, findings, ticker);
	}

	@Bean
	StoppablePause elbPause() {
		return new StoppablePause();
	}

	@Bean
	DeregisterTargets deregisterTargets(ElbProperties properties, TargetSurvey survey, LoadBalancingApi api,
			TargetBook book, Ticker ticker, StoppablePause pause) {
		return new DeregisterTargets(properties.deregister(), survey, api, book, ticker, this.backoff, pause);
	}

	@Bean
	WatchTargets watchTargets(TargetSurvey survey, TargetBook book) {
		return new WatchTargets(survey, book, this.backoff);
	}

	/**
	 * Learns the port where there can be a web server.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerInitializedEvent.class)
	static class WebServerConfiguration {

		@Bean
		ServerPortListener elbServerPortListener(ServerPort port) {
			return new ServerPortListener(port);
		}

	}

	/**
	 * Uses what Spring Cloud AWS configures.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(AwsClientBuilderConfigurer.class)
	@ConditionalOnBean(AwsClientBuilderConfigurer.class)
	static class SpringCloudAwsConfiguration {

		@Bean
		SpringCloudAwsClientSetup elbSpringCloudAwsClientSetup(AwsClientBuilderConfigurer configurer,
				ObjectProvider<AwsConnectionDetails> connectionDetails,
				ObjectProvider<AwsClientCustomizer<ElasticLoadBalancingV2ClientBuilder>> customizers,
				ObjectProvider<AwsSyncClientCustomizer> syncCustomizers) {
			return new SpringCloudAwsClientSetup(configurer, connectionDetails, customizers, syncCustomizers);
		}

	}

}
