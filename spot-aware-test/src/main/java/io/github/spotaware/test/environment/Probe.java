package io.github.spotaware.test.environment;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;

/**
 * Looks once more at what a health check gets, to say why it does not pass.
 */
final class Probe {

	/**
	 * How long a health check may take.
	 */
	static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final String OTHER = "name another one with @SpotAwareTest(healthCheck = ...)";

	private Probe() {
	}

	/**
	 * Asks as a load balancer does.
	 * @param port where the application listens
	 * @param path what is asked for
	 * @return what it gets, and what to do about it
	 */
	static String describe(int port, String path) {
		try {
			HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path)
				.toURL()
				.openConnection(Proxy.NO_PROXY);
			connection.setInstanceFollowRedirects(false);
			connection.setConnectTimeout((int) TIMEOUT.toMillis());
			connection.setReadTimeout((int) TIMEOUT.toMillis());
			try {
				int status = connection.getResponseCode();
				return "status %d. %s".formatted(status, remedy(status));
			}
			finally {
				connection.disconnect();
			}
		}
		catch (IOException ex) {
			return "no answer within %s (%s). It speaks HTTP without TLS, at the port of the web server"
				.formatted(Seconds.of(TIMEOUT), ex);
		}
	}

	private static String remedy(int status) {
		return switch (status) {
			case 200 -> "It may have been slow or have failed before: see the application's log";
			case 401, 403 -> "Let the path answer 200 without authentication, or " + OTHER;
			case 503 ->
				"The application says that it is not ready: see its log and the details of its health, or " + OTHER;
			default -> "Let the path answer 200, or " + OTHER;
		};
	}

}
