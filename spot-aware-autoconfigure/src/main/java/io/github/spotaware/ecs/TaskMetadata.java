package io.github.spotaware.ecs;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.github.spotaware.aws.JsonObject;

import org.springframework.boot.json.JsonParserFactory;

/**
 * Asks the task metadata endpoint of our container.
 *
 * @param container the address that stands for our container
 */
record TaskMetadata(URI container) {

	private static final int CONNECT_MILLIS = 500;

	private static final int READ_MILLIS = 1000;

	/**
	 * Ask for our container.
	 */
	ContainerDocument own() throws IOException {
		return ContainerDocument.from(get(""));
	}

	/**
	 * Ask for our task.
	 */
	TaskDocument task() throws IOException {
		return TaskDocument.from(get("/task"));
	}

	private JsonObject get(String path) throws IOException {
		URI uri = URI.create(this.container + path);
		// A proxy could not ask for our container.
		HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
		connection.setConnectTimeout(CONNECT_MILLIS);
		connection.setReadTimeout(READ_MILLIS);
		connection.setUseCaches(false);
		try {
			int status = connection.getResponseCode();
			if (status != HttpURLConnection.HTTP_OK) {
				throw new IOException("'%s' gives status %d".formatted(uri, status));
			}
			try (InputStream in = connection.getInputStream()) {
				return parse(uri, new String(in.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		finally {
			connection.disconnect();
		}
	}

	private static JsonObject parse(URI uri, String json) throws IOException {
		try {
			return new JsonObject(JsonParserFactory.getJsonParser().parseMap(json));
		}
		catch (RuntimeException ex) {
			throw new IOException("'%s' gives something unreadable: %s".formatted(uri, ex.getMessage()), ex);
		}
	}

}
