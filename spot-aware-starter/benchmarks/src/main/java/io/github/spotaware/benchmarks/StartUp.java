package io.github.spotaware.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.util.StringUtils;

/**
 * Starts plain Spring Boot and Spring Boot with Spot Aware in turn, each time in a new
 * JVM, and prints the medians, the quartiles, and the ratios.
 */
final class StartUp {

	private StartUp() {
	}

	/**
	 * Measure.
	 * @param args how often to start each, then options of the application
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : 15;
		List<String> options = List.of(args).subList(Math.min(1, args.length), args.length);
		Map<Variant, List<Start>> starts = new EnumMap<>(Variant.class);
		for (int round = -1; round < rounds; round++) {
			for (Variant variant : Variant.values()) {
				Start start = start(variant, options);
				if (round >= 0) { // the first one warms the page cache
					starts.computeIfAbsent(variant, (key) -> new ArrayList<>()).add(start);
				}
			}
		}
		starts.forEach((variant, all) -> print(variant, all, starts.getOrDefault(variant.plain(), all)));
	}

	private static Start start(Variant variant, List<String> options) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath(variant),
						MeasuredStart.class.getName(), "--server.port=0"));
		command.addAll(options);
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
			String measured = output.lines()
				.filter((line) -> line.startsWith(Start.MARK))
				.reduce((first, second) -> second)
				.orElseThrow(() -> new IllegalStateException("%s did not start".formatted(variant)));
			process.waitFor();
			return Start.parse(measured);
		}
	}

	private static String classPath(Variant variant) {
		return Arrays
			.stream(StringUtils.delimitedListToStringArray(System.getProperty("java.class.path"), File.pathSeparator))
			.filter((entry) -> variant.has(Path.of(entry).getFileName().toString()))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static void print(Variant variant, List<Start> starts, List<Start> plain) {
		System.out.printf(Locale.ROOT, "%s, %d starts, %d entries on the class path%n", variant.description(),
				starts.size(), StringUtils.countOccurrencesOf(classPath(variant), File.pathSeparator) + 1);
		for (int i = 0; i < Start.NAMES.size(); i++) {
			Spread spread = spread(starts, i);
			System.out.printf(Locale.ROOT, "  %-10s %s  ratio %.3f%n", Start.NAMES.get(i), spread,
					spread.median() / spread(plain, i).median());
		}
	}

	private static Spread spread(List<Start> starts, int column) {
		return Spread.of(starts.stream().map((start) -> start.values().get(column)).toList());
	}

}
