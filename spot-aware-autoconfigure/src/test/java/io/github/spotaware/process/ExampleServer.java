package io.github.spotaware.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A server of an example process, as its clients see it.
 */
final class ExampleServer {

	static final String MAIN = "main";

	private static final Duration LIMIT = Duration.ofSeconds(90);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ExampleProcess process;

	private final String name;

	ExampleServer(ExampleProcess process, String name) {
		this.process = process;
		this.name = name;
	}

	/**
	 * Return the port it listens at, the last one if it was started again.
	 */
	int port() {
		String prefix = prefix();
		List<String> lines = this.process.output().stream().filter((line) -> line.startsWith(prefix)).toList();
		return Integer.parseInt(lines.get(lines.size() - 1).substring(prefix.length()));
	}

	private String prefix() {
		return "PORT.%s=".formatted(this.name);
	}

	int readiness() throws IOException, InterruptedException {
		return get("/actuator/health/readiness").statusCode();
	}

	/**
	 * Wait until the readiness probe answers a status.
	 */
	void awaitReadiness(int status) {
		awaitStatus("/actuator/health/readiness", status);
	}

	/**
	 * Wait until a path answers a status.
	 */
	void awaitStatus(String path, int status) {
		this.process.awaitOutput(prefix());
		this.process.await("'%s' answers %d".formatted(path, status), () -> get(path).statusCode() == status);
	}

	/**
	 * Wait until the endpoint shows a text.
	 */
	void awaitSpot(String text) {
		this.process.await("'%s' in the endpoint".formatted(text), () -> spot().contains(text));
	}

	String spot() throws IOException, InterruptedException {
		return get("/actuator/spot").body();
	}

	HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send(request(path));
	}

	CompletableFuture<HttpResponse<String>> getAsync(String path) {
		return this.client.sendAsync(request(path).build(), HttpResponse.BodyHandlers.ofString());
	}

	/**
	 * Begin a request, and return once it is being served.
	 */
	CompletableFuture<HttpResponse<String>> serving(String path) {
		CompletableFuture<HttpResponse<String>> answer = getAsync(path);
		awaitSpot("\"inFlight\":1");
		return answer;
	}

	/**
	 * Begin requests that keep a drain from ending, and return once they are served.
	 */
	HeldRequests hold(int count) {
		HeldRequests held = HeldRequests.begin(this, count);
		awaitSpot("\"inFlight\":" + count);
		return held;
	}

	HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		return send(request(path).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	HttpResponse<String> delete(String path) throws IOException, InterruptedException {
		return send(request(path).DELETE());
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).timeout(LIMIT);
	}

}
