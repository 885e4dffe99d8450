package io.github.spotaware.benchmarks;

import java.io.IOException;
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
 * Prints what Spot Aware adds to the time of a request, by {@link PairedRequests}, and to
 * what it allocates, by {@link HelloBenchmark} without and with it in turn.
 */
final class RequestPath {

	private static final String ALLOCATED = "gc.alloc.rate.norm";

	private RequestPath() {
	}

	/**
	 * Measure.
	 * @param args how many JVMs for the time of each server, and how many pairs of
	 * batches in one
	 */
	public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
		int forks = (args.length > 0) ? Integer.parseInt(args[0]) : 6;
		String pairs = (args.length > 1) ? args[1] : "1000";
		for (WebApplicationType server : List.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)) {
			List<Double> ratios = new ArrayList<>();
			for (int fork = 0; fork < forks; fork++) {
				List<Double> measured = paired(server, pairs, fork % 2 == 1);
				System.out.printf(Locale.ROOT, "%s time: %,.0f ns without, with it times %.4f (%.4f to %.4f)%n", server,
						measured.get(0), measured.get(2), measured.get(1), measured.get(3));
				ratios.add(measured.get(2));
			}
			System.out.printf(Locale.ROOT, "%s time: with it times %.4f on average%n", server,
					ratios.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
			List<RunResult> plain = new ArrayList<>();
			List<RunResult> spotAware = new ArrayList<>();
			for (int fork = 0; fork < (forks + 1) / 2; fork++) { // these differ by little
				plain.addAll(run(server, false));
				spotAware.addAll(run(server, true));
			}
			print(server, bytes(plain), bytes(spotAware));
		}
	}

	private static List<Double> paired(WebApplicationType server, String pairs, boolean spotAwareFirst)
			throws IOException, InterruptedException {
		return Fork.run(PairedRequests.class, System.getProperty("java.class.path"),
				List.of(server.name(), pairs, Boolean.toString(spotAwareFirst)));
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

	private static Spread bytes(List<RunResult> results) {
		return Spread.of(results.stream()
			.map((result) -> Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore())
			.toList());
	}

	private static void print(WebApplicationType server, Spread plain, Spread spotAware) {
		System.out.printf(Locale.ROOT, "%s bytes: without %s, with %s, difference %+.1f%n", server, plain, spotAware,
				spotAware.median() - plain.median());
	}

}
