package io.github.spotaware.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.util.StringUtils;

/**
 * A JVM of its own that measures, and prints the result in one line.
 */
final class Fork {

	private static final String MARK = "measured: ";

	private Fork() {
	}

	/**
	 * Print what was measured, for the process that waits for it.
	 */
	static void report(double... measured) {
		System.out.println(MARK + Arrays.stream(measured).mapToObj(Double::toString).collect(Collectors.joining(" ")));
	}

	/**
	 * Return what a JVM reported. It takes options from {@code JDK_JAVA_OPTIONS}.
	 */
	static List<Double> run(Class<?> main, String classPath, List<String> args)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List
			.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath, main.getName()));
		command.addAll(args);
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
			String measured = output.lines()
				.filter((line) -> line.startsWith(MARK))
				.reduce((first, second) -> second)
				.orElseThrow(() -> new IllegalStateException("Nothing was measured by %s".formatted(command)));
			process.waitFor();
			return Arrays.stream(StringUtils.delimitedListToStringArray(measured.substring(MARK.length()), " "))
				.map(Double::valueOf)
				.toList();
		}
	}

}
