package io.github.spotaware.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Calls services for which there is no client here. Unsigned: the servers that we ask
 * look only for the name of the service in the signature.
 */
final class AwsCall {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI endpoint;

	private final String service;

	AwsCall(URI endpoint, String service) {
		this.endpoint = endpoint;
		this.service = service;
	}

	/**
	 * Call an action of the Query protocol.
	 */
	String query(String action, String version, Map<String, String> parameters) {
		String form = parameters.entrySet()
			.stream()
			.map((entry) -> "&%s=%s".formatted(entry.getKey(),
					URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8)))
			.collect(Collectors.joining("", "Action=%s&Version=%s".formatted(action, version), ""));
		return send(request("application/x-www-form-urlencoded"), form);
	}

	/**
	 * Call an action of a JSON protocol.
	 */
	String json(String contentType, String target, String body) {
		return send(request(contentType).header("X-Amz-Target", target), body);
	}

	/**
	 * Send a text.
	 */
	String post(String text) {
		return send(request("text/plain"), text);
	}

	/**
	 * Return what the first group of a pattern matches.
	 */
	static String find(String pattern, String text) {
		Matcher matcher = Pattern.compile(pattern).matcher(text);
		if (!matcher.find()) {
			throw new IllegalStateException("No '%s' in '%s'".formatted(pattern, text));
		}
		return matcher.group(1);
	}

	private HttpRequest.Builder request(String contentType) {
		return HttpRequest.newBuilder(this.endpoint)
			.header("Content-Type", contentType)
			.header("Authorization",
					"AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/%s/aws4_request, SignedHeaders=host, Signature=0"
						.formatted(this.service));
	}

	private static String send(HttpRequest.Builder request, String body) {
		try {
			HttpResponse<String> response = CLIENT.send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
					HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() >= 300) {
				throw new IllegalStateException("'%d' '%s'".formatted(response.statusCode(), response.body()));
			}
			return response.body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
