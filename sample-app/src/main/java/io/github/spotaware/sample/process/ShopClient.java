package io.github.spotaware.sample.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks an instance directly, past the load balancer.
 */
public final class ShopClient {

	private final JsonMapper json = new JsonMapper();

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(2))
		.build();

	/**
	 * Return the status of the readiness probe.
	 * @param port the port of the instance
	 * @return the status, 0 without an answer
	 */
	public int readiness(int port) {
		HttpResponse<String> response = get(port, "/actuator/health/readiness");
		return (response != null) ? response.statusCode() : 0;
	}

	/**
	 * Return the status of the question whether all targets are healthy, as a deployer
	 * asks it.
	 * @param port the port of the instance
	 * @return the status, 0 without an answer
	 */
	public int targets(int port) {
		HttpResponse<String> response = get(port, "/actuator/spot/targets");
		return (response != null) ? response.statusCode() : 0;
	}

	/**
	 * Return the state that the {@code spot} endpoint tells.
	 * @param port the port of the instance
	 * @return the state in upper case, {@code null} without an answer
	 */
	public @Nullable String state(int port) {
		HttpResponse<String> response = get(port, "/actuator/spot");
		if (response == null || response.statusCode() != 200) {
			return null;
		}
		try {
			String state = this.json.readTree(response.body()).path("state").asString("");
			return state.isEmpty() ? null : state.toUpperCase(Locale.ROOT);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private @Nullable HttpResponse<String> get(int port, String path) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(2))
			.build();
		try {
			return this.http.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

}
