package io.github.spotaware.aws;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;

/**
 * Holds a client of the SDK: the application's own if it has one, else ours, built by the
 * first that asks. Safe for use by any thread.
 *
 * @param <C> the type of the client
 * @param <B> the type of its builder
 */
public final class LazyClient<C extends SdkClient, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>>
		implements AutoCloseable {

	private static final String LIGHT_CLIENT = "software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient";

	private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

	private final ObjectProvider<C> own;

	private final Supplier<B> builders;

	private final ClientSetup<B> setup;

	private @Nullable C built;

	/**
	 * Create what holds a client.
	 * @param own the application's own client
	 * @param builders gives a builder for ours
	 * @param setup sets ours up
	 */
	public LazyClient(ObjectProvider<C> own, Supplier<B> builders, ClientSetup<B> setup) {
		this.own = own;
		this.builders = builders;
		this.setup = setup;
	}

	/**
	 * Return the client.
	 * @param region the Region to call, where the client is still to be built
	 * @return the client
	 */
	public synchronized C get(String region) {
		C client = (this.built != null) ? this.built : this.own.getIfUnique();
		if (client == null) {
			client = build(region);
			this.built = client;
		}
		return client;
	}

	/**
	 * Make a call.
	 * @param <T> what it returns
	 * @param region the Region to call, where the client is still to be built
	 * @param call the call
	 * @return what it returns
	 * @throws FailedCallException when there is no client, or the call failed
	 */
	public <T> T call(String region, Function<C, T> call) throws FailedCallException {
		C client;
		try {
			client = get(region);
		}
		catch (RuntimeException | LinkageError ex) {
			throw FailedCallException.withoutClient(ex);
		}
		try {
			return call.apply(client);
		}
		catch (RuntimeException | LinkageError ex) {
			throw FailedCallException.of(ex);
		}
	}

	private C build(String region) {
		B builder = this.builders.get();
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
