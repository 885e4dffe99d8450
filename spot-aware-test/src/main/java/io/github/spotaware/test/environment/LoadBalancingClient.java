package io.github.spotaware.test.environment;

import java.net.URI;
import java.time.Duration;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2ClientBuilder;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.ClassUtils;

/**
 * Gives the application a client of the fake Elastic Load Balancing API, as a bean: Spot
 * Aware prefers the application's own. No system property is needed, so that none leaks.
 */
final class LoadBalancingClient {

	private static final String LIGHT_CLIENT = "software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient";

	private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

	private LoadBalancingClient() {
	}

	static void register(BeanDefinitionRegistry registry, URI endpoint) {
		RootBeanDefinition definition = new RootBeanDefinition(ElasticLoadBalancingV2Client.class,
				() -> build(endpoint));
		definition.setPrimary(true);
		definition.setLazyInit(true);
		definition.setDestroyMethodName("close");
		registry.registerBeanDefinition("spotEnvironmentLoadBalancingClient", definition);
	}

	private static ElasticLoadBalancingV2Client build(URI endpoint) {
		ElasticLoadBalancingV2ClientBuilder builder = ElasticLoadBalancingV2Client.builder()
			.endpointOverride(endpoint)
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
			.overrideConfiguration((configuration) -> configuration.apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
				.retryStrategy(AwsRetryStrategy.doNotRetry()));
		if (ClassUtils.isPresent(LIGHT_CLIENT, LoadBalancingClient.class.getClassLoader())) {
			LightClient.use(builder);
		}
		return builder.build();
	}

	/**
	 * Keeps the light HTTP client's classes away from where they may be missing.
	 */
	private static final class LightClient {

		static void use(ElasticLoadBalancingV2ClientBuilder builder) {
			// A proxy does not know the loopback addresses of this machine.
			ProxyConfiguration none = ProxyConfiguration.builder()
				.useSystemPropertyValues(false)
				.useEnvironmentVariablesValues(false)
				.build();
			builder.httpClientBuilder(UrlConnectionHttpClient.builder().proxyConfiguration(none));
		}

	}

}
