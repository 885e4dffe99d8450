package io.github.spotaware.imds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.imds.Ec2MetadataClient;
import software.amazon.awssdk.imds.Ec2MetadataRetryPolicy;

import org.springframework.util.ClassUtils;

/**
 * Builds the SDK's client so that it fails fast: the sources that use it ask again
 * anyway.
 *
 * @param surroundings where the address may be set
 * @param timeout the time to wait for a connection, and then for an answer
 */
record MetadataClientFactory(Surroundings surroundings, Duration timeout) implements Supplier<Ec2MetadataClient> {

	private static final String LIGHT_CLIENT = "software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient";

	@Override
	public Ec2MetadataClient get() {
		Ec2MetadataClient.Builder builder = Ec2MetadataClient.builder().retryPolicy(Ec2MetadataRetryPolicy.none());
		URI endpoint = this.surroundings.endpoint();
		if (endpoint != null) {
			builder.endpoint(endpoint);
		}
		if (ClassUtils.isPresent(LIGHT_CLIENT, getClass().getClassLoader())) {
			builder.httpClient(LightClient.create(this.timeout));
		}
		return builder.build();
	}

	/**
	 * Keeps the light HTTP client's classes away from where they may be missing.
	 */
	private static final class LightClient {

		static SdkHttpClient create(Duration timeout) {
			int millis = Math.toIntExact(timeout.toMillis());
			return UrlConnectionHttpClient.create((uri) -> connect(uri, millis));
		}

		private static HttpURLConnection connect(URI uri, int millis) {
			try {
				// A proxy would answer for its own instance, if at all.
				HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
				connection.setConnectTimeout(millis);
				connection.setReadTimeout(millis);
				connection.setUseCaches(false);
				return connection;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
