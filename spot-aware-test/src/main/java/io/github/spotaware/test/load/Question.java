package io.github.spotaware.test.load;

import java.util.Map;
import java.util.stream.Collectors;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * Says what the requests of a load ask.
 *
 * @param method the HTTP method
 * @param path path and query
 * @param headers the headers
 * @param body the body, or {@code null} for none
 */
record Question(String method, String path, Map<String, String> headers, @Nullable String body) {

	Question {
		headers = Map.copyOf(headers);
	}

	/**
	 * Returns what one request asks.
	 * @param request the number of the request
	 */
	Question of(long request) {
		Map<String, String> numbered = this.headers.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (header) -> number(header.getValue(), request)));
		return new Question(this.method, number(this.path, request), numbered,
				(this.body != null) ? number(this.body, request) : null);
	}

	private static String number(String text, long request) {
		return text.contains(OpenLoopLoad.NUMBER) ? text.replace(OpenLoopLoad.NUMBER, String.valueOf(request)) : text;
	}

	RequestOptions applyTo(RequestOptions options) {
		options.setMethod(HttpMethod.valueOf(this.method)).setURI(this.path);
		this.headers.forEach(options::putHeader);
		return options;
	}

}
