package com.example.shop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

/**
 * The packaged application in a JVM of its own.
 */
final class ShopProcess implements AutoCloseable {

	private static final Set<String> FOREIGN = Set.of("AWS_", "ECS_", "KUBERNETES_", "SPOT_AWARE_", "SPRING_",
			"JAVA_TOOL_OPTIONS");

	private static final Pattern STARTED = Pattern.compile("started on port (\\d+)");

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final List<String> output = new CopyOnWriteArrayList<>();

	private final Process process;

	private ShopProcess(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "shop-output");
		reader.setDaemon(true);
		reader.start();
	}

	static ShopProcess start(Mode mode, Map<String, String> environment, String... properties) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-Dspring.aot.enabled=" + (mode == Mode.AOT),
				"-jar", System.getProperty("shop.jar"), "--server.port=0"));
		for (String property : properties) {
			command.add("--" + property);
		}
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> FOREIGN.stream().anyMatch(name::startsWith));
		builder.environment().putAll(environment);
		return new ShopProcess(builder.start());
	}

	private void read() {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			reader.lines().forEach((line) -> {
				System.out.println("shop> " + line);
				this.output.add(line);
			});
		}
		catch (IOException ex) {
			this.output.add(ex.toString());
		}
	}

	boolean said(String text) {
		return this.output.stream().anyMatch((line) -> line.contains(text));
	}

	void awaitSaid(String text) {
		Awaitility.await(text).atMost(LIMIT).until(() -> said(text));
	}

	int port() {
		return this.output.stream()
			.map(STARTED::matcher)
			.filter(Matcher::find)
			.mapToInt((matcher) -> Integer.parseInt(matcher.group(1)))
			.findFirst()
			.orElseThrow();
	}

	void awaitReadiness(int status) {
		awaitSaid("started on port ");
		Awaitility.await("readiness " + status)
			.atMost(LIMIT)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> get("/actuator/health/readiness").statusCode() == status);
	}

	HttpResponse<String> get(String path) throws IOException, InterruptedException {
		URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port(), path));
		return this.client.send(HttpRequest.newBuilder(uri).timeout(LIMIT).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	void terminate() {
		this.process.toHandle().destroy();
	}

	int awaitExit() throws InterruptedException {
		if (!this.process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
			throw new AssertionError("Does not end");
		}
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	/**
	 * How the application is started.
	 */
	enum Mode {

		/**
		 * As ever.
		 */
		PLAIN,

		/**
		 * From what AOT processing made of it.
		 */
		AOT

	}

}
