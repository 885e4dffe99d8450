package io.github.spotaware.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How an example application is started as a process of its own: in a JVM with the class
 * path of the tests, and with the times of a drain so short that a test can wait for it.
 */
final class ExampleLaunch {

	private static final int SIGINT = 2;

	private final List<String> options = new ArrayList<>(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1",
			"-XX:+UseSerialGC", "-Dspring.main.web-application-type=servlet"));

	private final Map<String, String> properties = new LinkedHashMap<>();

	private final Map<String, String> environment = new LinkedHashMap<>();

	private List<String> starter = List.of();

	private String classPath = System.getProperty("java.class.path");

	private Path jdk = Path.of(System.getProperty("java.home"));

	private Class<?> main = ExampleApplication.class;

	ExampleLaunch() {
		properties("server.port=0", "spring.cloud.aws.imds.enabled=false", "spot-aware.drain.settle=2s",
				"spot-aware.drain.quiet-period=1s", "spot-aware.drain.reserve=2s",
				"spot-aware.imds.poll-interval=200ms", "management.endpoints.web.exposure.include=health,spot,shutdown",
				"management.endpoint.spot.access=unrestricted", "management.endpoint.shutdown.access=unrestricted");
	}

	ExampleLaunch main(Class<?> application) {
		this.main = application;
		return this;
	}

	/**
	 * Have it run by another JDK.
	 */
	ExampleLaunch jdk(Path home) {
		this.jdk = home;
		return this;
	}

	ExampleLaunch environment(Map<String, String> variables) {
		this.environment.putAll(variables);
		return this;
	}

	ExampleLaunch options(String... more) {
		this.options.addAll(List.of(more));
		return this;
	}

	/**
	 * Have the application started by a command, as its last arguments.
	 */
	ExampleLaunch startedBy(List<String> command) {
		this.starter = command;
		return this;
	}

	ExampleLaunch classPath(String entries) {
		this.classPath = entries;
		return this;
	}

	/**
	 * Add to the class path.
	 */
	ExampleLaunch onClassPath(Path... entries) {
		Arrays.stream(entries).forEach((entry) -> this.classPath += File.pathSeparator + entry);
		return this;
	}

	/**
	 * Set properties, written as {@code name=value}; the last one wins.
	 */
	ExampleLaunch properties(String... settings) {
		for (String setting : settings) {
			this.properties.put(setting.substring(0, setting.indexOf('=')), setting);
		}
		return this;
	}

	ExampleProcess start() throws IOException {
		List<String> command = new ArrayList<>(this.starter);
		if (ignoresInterrupts()) {
			command.addAll(List.of("env", "--default-signal=INT"));
		}
		command.add(this.jdk.resolve("bin/java").toString());
		command.addAll(this.options);
		command.addAll(List.of("-cp", this.classPath, this.main.getName()));
		this.properties.values().stream().map("--"::concat).forEach(command::add);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().remove("JAVA_TOOL_OPTIONS");
		builder.environment().putAll(this.environment);
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

}
