package io.github.spotaware.elb;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2ClientBuilder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;

/**
 * Holds the SDK's client: the application's own if it has one, else ours, built by the
 * first that asks. Safe for use by any thread.
 */
final class LoadBalancingClient implements AutoCloseable {

	private static final String LIGHT_CLIENT = "software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient";

	private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

	private final ObjectProvider<ElasticLoadBalancingV2Client> own;

	private final ClientSetup setup;

	private @Nullable ElasticLoadBalancingV2Client built;

	LoadBalancingClient(ObjectProvider<ElasticLoadBalancingV2Client> own, ClientSetup setup) {
		this.own = own;
		this.setup = setup;
	}

	synchronized ElasticLoadBalancingV2Client get(String region) {
		if (this.built != null) {
			return this.built;
		}
		ElasticLoadBalancingV2Client client = this.own.getIfUnique();
		if (client != null) {
			return client;
		}
		this.built = build(region);
		return this.built;
	}

	private ElasticLoadBalancingV2Client build(String region) {
		ElasticLoadBalancingV2ClientBuilder builder = ElasticLoadBalancingV2Client.builder();
		this.setup.configure(builder, region);
		if (!this.setup.bringsHttpClient() && ClassUtils.isPresent(LIGHT_CLIENT, getClass().getClassLoader())) {
			builder.httpClientBuilder(LightClient.builder());
		}
		builder.overrideConfiguration(complete(builder.overrideConfiguration()));
		return builder.build();
	}

	private static ClientOverrideConfiguration complete(ClientOverrideConfiguration configured) {
		ClientOverrideConfiguration.Builder builder = configured.toBuilder();
		if (configured.apiCallAttemptTimeout().isEmpty()) {
			builder.apiCallAttemptTimeout(ATTEMPT_TIMEOUT);
		}
		if (configured.retryStrategy().isEmpty()) {
			// The drain knows better how long it pays to try again.
			builder.retryStrategy(AwsRetryStrategy.doNotRetry());
		}
		return builder.build();
	}

	@Override
	public synchronized void close() {
		if (this.built != null) {
			this.built.close();
		}
	}

	/**
	 * Keeps the light HTTP client's classes away from where they may be missing.
	 */
	private static final class LightClient {

		static SdkHttpClient.Builder<?> builder() {
			return UrlConnectionHttpClient.builder()
				.connectionTimeout(CONNECTION_TIMEOUT)
				.socketTimeout(ATTEMPT_TIMEOUT);
		}

	}

}
