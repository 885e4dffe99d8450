package io.github.spotaware.test.environment;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/**
 * Looks once more at what a health check got, to say so.
 */
final class Probe {

	private static final int TIMEOUT_MILLIS = 2000;

	private Probe() {
	}

	static String describe(int port, String path) {
		try {
			HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path)
				.toURL()
				.openConnection(Proxy.NO_PROXY);
			connection.setConnectTimeout(TIMEOUT_MILLIS);
			connection.setReadTimeout(TIMEOUT_MILLIS);
			try {
				return "status " + connection.getResponseCode();
			}
			finally {
				connection.disconnect();
			}
		}
		catch (IOException ex) {
			return "no answer (%s)".formatted(ex);
		}
	}

}
