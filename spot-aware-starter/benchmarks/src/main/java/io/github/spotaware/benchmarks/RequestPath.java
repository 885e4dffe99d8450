package io.github.spotaware.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.springframework.boot.WebApplicationType;

/**
 * Prints what Spot Aware adds to the cheapest request, by {@link PairedRequests} in
 * several JVMs.
 */
final class RequestPath {

	private RequestPath() {
	}

	/**
	 * Measure.
	 * @param args how many JVMs for each server, and how many pairs of batches in one
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		int forks = (args.length > 0) ? Integer.parseInt(args[0]) : 6;
		String pairs = (args.length > 1) ? args[1] : "1000";
		for (WebApplicationType server : List.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)) {
			List<Double> ratios = new ArrayList<>();
			for (int fork = 0; fork < forks; fork++) {
				List<Double> measured = Fork.run(PairedRequests.class, System.getProperty("java.class.path"),
						List.of(server.name(), pairs, Boolean.toString(fork % 2 == 1)));
				System.out.printf(Locale.ROOT,
						"%s without %,.0f ns and %,.0f B, with it times %.4f (%.4f to %.4f) and %+.0f B%n", server,
						measured.get(0), measured.get(4), measured.get(2), measured.get(1), measured.get(3),
						measured.get(5));
				ratios.add(measured.get(2));
			}
			System.out.printf(Locale.ROOT, "%s with it times %.4f on average%n", server,
					ratios.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
		}
	}

}
