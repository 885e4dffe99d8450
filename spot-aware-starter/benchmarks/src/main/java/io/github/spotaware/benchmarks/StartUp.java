package io.github.spotaware.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.util.StringUtils;

/**
 * Starts plain Spring Boot and Spring Boot with Spot Aware in turn, each time in a new
 * JVM, and prints the medians, the quartiles, and of the ratios of starts side by side
 * the median and between what it lies with a probability of 95 %.
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
		List<String> args = new ArrayList<>(List.of("--server.port=0"));
		args.addAll(options);
		return new Start(Fork.run(MeasuredStart.class, classPath(variant), args));
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
			System.out.printf(Locale.ROOT, "  %-16s %s  ratio %s%n", Start.NAMES.get(i), Spread.of(column(starts, i)),
					ratio(column(starts, i), column(plain, i)));
		}
	}

	/**
	 * Return the ratios of the starts that came one after the other.
	 */
	private static String ratio(List<Double> values, List<Double> plain) {
		Spread ratio = Spread
			.ofMedian(IntStream.range(0, values.size()).mapToObj((i) -> values.get(i) / plain.get(i)).toList());
		return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", ratio.median(), ratio.lower(), ratio.upper());
	}

	private static List<Double> column(List<Start> starts, int column) {
		return starts.stream().map((start) -> start.values().get(column)).toList();
	}

}
