package io.github.spotaware.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

import org.springframework.boot.WebApplicationType;

/**
 * Runs {@link HelloBenchmark} without and with Spot Aware in turn, each time in a new
 * JVM, and prints the medians, the quartiles, and the differences.
 */
final class RequestPath {

	private static final String ALLOCATED = "gc.alloc.rate.norm";

	private RequestPath() {
	}

	/**
	 * Measure.
	 * @param args how often
	 */
	public static void main(String[] args) throws RunnerException {
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : 5;
		for (WebApplicationType server : List.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)) {
			List<RunResult> plain = new ArrayList<>();
			List<RunResult> spotAware = new ArrayList<>();
			for (int round = 0; round < rounds; round++) {
				plain.addAll(run(server, false));
				spotAware.addAll(run(server, true));
			}
			print(server + " ns", times(plain), times(spotAware));
			print(server + " B", bytes(plain), bytes(spotAware));
		}
	}

	private static Collection<RunResult> run(WebApplicationType server, boolean spotAware) throws RunnerException {
		return new Runner(new OptionsBuilder().include(HelloBenchmark.class.getName())
			.param("server", server.name())
			.param("spotAware", Boolean.toString(spotAware))
			.addProfiler(GCProfiler.class)
			.verbosity(VerboseMode.SILENT)
			.shouldFailOnError(true)
			.build()).run();
	}

	private static Spread times(List<RunResult> results) {
		return Spread.of(results.stream().map((result) -> result.getPrimaryResult().getScore()).toList());
	}

	private static Spread bytes(List<RunResult> results) {
		return Spread.of(results.stream()
			.map((result) -> Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore())
			.toList());
	}

	private static void print(String what, Spread plain, Spread spotAware) {
		System.out.printf(Locale.ROOT, "%-12s without %s, with %s, difference %+.1f%n", what, plain, spotAware,
				spotAware.median() - plain.median());
	}

}
