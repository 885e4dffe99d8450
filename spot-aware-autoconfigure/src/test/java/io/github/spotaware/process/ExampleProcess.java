package io.github.spotaware.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example application as a process of its own.
 */
final class ExampleProcess implements AutoCloseable {

	private static final int SIGINT = 2;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final List<String> output = new CopyOnWriteArrayList<>();

	private final Process process;

	private ExampleProcess(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "example-output");
		reader.setDaemon(true);
		reader.start();
	}

	static ExampleProcess start(Map<String, String> environment, String... properties) throws IOException {
		return start(System.getProperty("java.class.path"), environment, properties);
	}

	static ExampleProcess start(String classPath, Map<String, String> environment, String... properties)
			throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", classPath,
				ExampleApplication.class.getName(), "--server.port=0", "--spring.main.web-application-type=servlet",
				"--spring.cloud.aws.imds.enabled=false", "--spot-aware.drain.settle=2s",
				"--spot-aware.drain.quiet-period=1s", "--spot-aware.drain.reserve=2s",
				"--spot-aware.imds.poll-interval=200ms", "--management.endpoints.web.exposure.include=health,spot"));
		for (String property : properties) {
			String name = "--" + property.split("=", 2)[0] + "=";
			command.removeIf((argument) -> argument.startsWith(name));
			command.add("--" + property);
		}
		if (ignoresInterrupts()) {
			command.addAll(0, List.of("env", "--default-signal=INT"));
		}
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().remove("JAVA_TOOL_OPTIONS");
		builder.environment().putAll(environment);
		return new ExampleProcess(builder.start());
	}

	/**
	 * A build in the background of a shell ignores SIGINT, and so would what it starts.
	 */
	private static boolean ignoresInterrupts() throws IOException {
		Path status = Path.of("/proc/self/status");
		if (!Files.isReadable(status)) {
			return false;
		}
		try (Stream<String> lines = Files.lines(status)) {
			return lines.filter((line) -> line.startsWith("SigIgn:"))
				.map((line) -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
				.anyMatch((ignored) -> (ignored & (1L << (SIGINT - 1))) != 0);
		}
	}

	private void read() {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			reader.lines().forEach(this.output::add);
		}
		catch (IOException ex) {
			this.output.add(ex.toString());
		}
	}

	List<String> output() {
		return this.output;
	}

	Process process() {
		return this.process;
	}

	/**
	 * Wait for a line that contains a text.
	 */
	void awaitOutput(String text) {
		Awaitility.await(text)
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.output.stream().anyMatch((line) -> line.contains(text)));
	}

	int readiness() throws IOException, InterruptedException {
		return get("/actuator/health/readiness").statusCode();
	}

	/**
	 * Wait until the readiness probe answers a status.
	 */
	void awaitReadiness(int status) {
		awaitOutput("PORT=");
		Awaitility.await("readiness " + status)
			.atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(20))
			.until(() -> readiness() == status);
	}

	HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.client.send(request(path), HttpResponse.BodyHandlers.ofString());
	}

	CompletableFuture<HttpResponse<String>> getAsync(String path) {
		return this.client.sendAsync(request(path), HttpResponse.BodyHandlers.ofString());
	}

	HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(request(path), (name, value) -> true)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	HttpResponse<String> delete(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(request(path), (name, value) -> true).DELETE().build();
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	/**
	 * Begin a request, and return once it is being served.
	 */
	CompletableFuture<HttpResponse<String>> serving(String path) {
		CompletableFuture<HttpResponse<String>> answer = getAsync(path);
		Awaitility.await().until(() -> get("/actuator/spot").body().contains("\"inFlight\":1"));
		return answer;
	}

	void terminate() {
		this.process.toHandle().destroy();
	}

	void interrupt() throws IOException, InterruptedException {
		new ProcessBuilder("kill", "-INT", String.valueOf(this.process.pid())).inheritIO().start().waitFor();
	}

	/**
	 * Wait until the process has ended.
	 * @return its exit code
	 */
	int awaitExit() throws InterruptedException {
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).as("the process ends").isTrue();
		return this.process.exitValue();
	}

	private HttpRequest request(String path) {
		String port = this.output.stream()
			.filter((line) -> line.startsWith("PORT="))
			.findFirst()
			.orElseThrow()
			.substring("PORT=".length());
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(30))
			.build();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
