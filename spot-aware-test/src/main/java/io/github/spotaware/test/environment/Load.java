package io.github.spotaware.test.environment;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;

import io.github.spotaware.test.load.OpenLoopLoad;
import org.jspecify.annotations.Nullable;

/**
 * Describes the requests that are sent to the application, each once, whatever became of
 * the others. Immutable. The text {@code {request}} in path, header values and body
 * stands for the number of the request, from 0 on.
 */
public final class Load {

	private final String method;

	private final String path;

	private final @Nullable String body;

	private final Map<String, String> headers;

	private final double rate;

	private final Duration timeout;

	private final BiPredicate<Integer, String> expected;

	private Load(String method, String path, @Nullable String body, Map<String, String> headers, double rate,
			Duration timeout, BiPredicate<Integer, String> expected) {
		this.method = method;
		this.path = path;
		this.body = body;
		this.headers = headers;
		this.rate = rate;
		this.timeout = timeout;
		this.expected = expected;
	}

	/**
	 * Begins with GET requests: 50 a second, each of which expects a status from 200 to
	 * 299 within 10 s.
	 * @param path path and query
	 * @return the load
	 */
	public static Load get(String path) {
		return of("GET", path, null);
	}

	/**
	 * Begins with POST requests of JSON: 50 a second, each of which expects a status from
	 * 200 to 299 within 10 s.
	 * @param path path and query
	 * @param json the body
	 * @return the load
	 */
	public static Load post(String path, String json) {
		return of("POST", path, json).header("Content-Type", "application/json");
	}

	/**
	 * Begins with requests of any method: 50 a second, each of which expects a status
	 * from 200 to 299 within 10 s.
	 * @param method the HTTP method
	 * @param path path and query
	 * @param body the body, or {@code null} for none
	 * @return the load
	 */
	public static Load of(String method, String path, @Nullable String body) {
		if (!path.startsWith("/")) {
			throw new IllegalArgumentException("path must begin with '/', was '%s'".formatted(path));
		}
		return new Load(method, path, body, Map.of(), 50, Duration.ofSeconds(10),
				(status, content) -> status >= 200 && status < 300);
	}

	/**
	 * Sets a header, such as {@code Authorization}.
	 * @param name the name
	 * @param value the value
	 * @return the changed load
	 */
	public Load header(String name, String value) {
		Map<String, String> changed = new LinkedHashMap<>(this.headers);
		changed.put(name, value);
		return new Load(this.method, this.path, this.body, changed, this.rate, this.timeout, this.expected);
	}

	/**
	 * Sets how many requests are sent a second.
	 * @param rate the rate, above 0
	 * @return the changed load
	 */
	public Load perSecond(double rate) {
		if (!(rate > 0)) {
			throw new IllegalArgumentException("rate must be above 0, was '%s'".formatted(rate));
		}
		return new Load(this.method, this.path, this.body, this.headers, rate, this.timeout, this.expected);
	}

	/**
	 * Sets how long a request may take; a longer one is lost.
	 * @param timeout the time
	 * @return the changed load
	 */
	public Load timeout(Duration timeout) {
		return new Load(this.method, this.path, this.body, this.headers, this.rate, timeout, this.expected);
	}

	/**
	 * Says which answer is the expected one; every other is a lost request.
	 * @param expected takes status and body, called on the load's thread
	 * @return the changed load
	 */
	public Load expecting(BiPredicate<Integer, String> expected) {
		return new Load(this.method, this.path, this.body, this.headers, this.rate, this.timeout, expected);
	}

	double rate() {
		return this.rate;
	}

	OpenLoopLoad.Builder builder() {
		OpenLoopLoad.Builder builder = OpenLoopLoad.builder()
			.method(this.method)
			.path(this.path)
			.rate(this.rate)
			.timeout(this.timeout)
			.expect(this.expected);
		this.headers.forEach(builder::header);
		if (this.body != null) {
			builder.body(this.body);
		}
		return builder;
	}

	@Override
	public String toString() {
		return "%s %s, %s a second".formatted(this.method, this.path,
				(this.rate == Math.rint(this.rate)) ? String.valueOf((long) this.rate) : String.valueOf(this.rate));
	}

}
