package io.github.spotaware.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example application as a process of its own.
 */
final class ExampleProcess implements AutoCloseable {

	private final List<String> output = new CopyOnWriteArrayList<>();

	private final ExampleServer server = new ExampleServer(this, ExampleServer.MAIN);

	private final Process process;

	private final Thread reader = new Thread(this::read, "example-output");

	ExampleProcess(Process process) {
		this.process = process;
		this.reader.setDaemon(true);
		this.reader.start();
	}

	static ExampleProcess start(Map<String, String> environment, String... properties) throws IOException {
		return new ExampleLaunch().environment(environment).properties(properties).start();
	}

	static ExampleProcess start(String classPath, Map<String, String> environment, String... properties)
			throws IOException {
		return new ExampleLaunch().classPath(classPath).environment(environment).properties(properties).start();
	}

	private void read() {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			reader.lines().forEach(this.output::add);
		}
		catch (IOException | UncheckedIOException ex) {
			this.output.add(ex.toString());
		}
	}

	List<String> output() {
		return this.output;
	}

	/**
	 * Return how many lines contain a text.
	 */
	long lines(String text) {
		return this.output.stream().filter((line) -> line.contains(text)).count();
	}

	Process process() {
		return this.process;
	}

	/**
	 * Wait for a line that contains a text.
	 */
	void awaitOutput(String text) {
		await("output '%s'".formatted(text), () -> lines(text) > 0);
	}

	/**
	 * Wait for something, and show the output when it does not happen.
	 */
	void await(String what, Callable<Boolean> condition) {
		try {
			Awaitility.await(what).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(condition);
		}
		catch (Exception ex) {
			throw new AssertionError("%s: %s%n%s".formatted(what, ex, this), ex);
		}
	}

	/**
	 * Wait until responses ask their callers to close the connection, which is a moment
	 * before or after readiness is refused.
	 */
	void awaitClosing() {
		await("responses that close", this::closes);
	}

	/**
	 * Wait until responses let their callers keep the connection, which is a moment
	 * before or after readiness is accepted again.
	 */
	void awaitKeepingAlive() {
		await("responses that keep the connection", () -> !closes());
	}

	private boolean closes() throws IOException, InterruptedException {
		HttpResponse<String> served = get("/work");
		assertThat(served.body()).isEqualTo("done");
		return served.headers().firstValue("connection").filter("close"::equals).isPresent();
	}

	/**
	 * Send SIGTERM.
	 */
	void terminate() {
		this.process.toHandle().destroy();
	}

	/**
	 * Send SIGINT and, at once, SIGTERM.
	 */
	void interruptAndTerminate() throws IOException, InterruptedException {
		String pid = String.valueOf(this.process.pid());
		int status = new ProcessBuilder("sh", "-c", "kill -INT $0 && kill -TERM $0", pid).inheritIO().start().waitFor();
		assertThat(status).isZero();
	}

	int awaitExit() throws InterruptedException {
		return awaitExit(Duration.ofSeconds(60));
	}

	/**
	 * Wait for the end of the process, and of its output.
	 * @return its exit code
	 */
	int awaitExit(Duration most) throws InterruptedException {
		assertThat(this.process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS))
			.withFailMessage(() -> "Still there after %s%n%s".formatted(most, this))
			.isTrue();
		this.reader.join(most.toMillis());
		return this.process.exitValue();
	}

	/**
	 * Return another server of the process.
	 */
	ExampleServer server(String name) {
		return new ExampleServer(this, name);
	}

	ExampleServer server() {
		return this.server;
	}

	int readiness() throws IOException, InterruptedException {
		return this.server.readiness();
	}

	void awaitReadiness(int status) {
		this.server.awaitReadiness(status);
	}

	HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.server.get(path);
	}

	CompletableFuture<HttpResponse<String>> getAsync(String path) {
		return this.server.getAsync(path);
	}

	/**
	 * Begin a request that keeps a drain from ending, and return once it is served.
	 */
	HeldRequests hold() {
		return this.server.hold(1);
	}

	/**
	 * Begin a request, and return once it is being served.
	 */
	CompletableFuture<HttpResponse<String>> serving(String path) {
		return this.server.serving(path);
	}

	HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		return this.server.post(path, body);
	}

	HttpResponse<String> delete(String path) throws IOException, InterruptedException {
		return this.server.delete(path);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	@Override
	public String toString() {
		return String.join(System.lineSeparator(), this.output);
	}

}
