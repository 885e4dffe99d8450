package io.github.spotaware.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.WebApplicationType;

/**
 * Asks two applications in one JVM, one without and one with Spot Aware, in turn. What
 * makes the machine slower for a while does so for both, and both are compiled alike, so
 * that the ratio of two batches side by side shows what two processes cannot. Which of
 * them was started first makes a difference of its own: half of the JVMs should begin
 * with the one, half with the other.
 */
final class PairedRequests {

	private static final int BATCH = 200;

	private static final Duration WARM_UP = Duration.ofSeconds(30);

	private PairedRequests() {
	}

	/**
	 * Measure, and report the nanoseconds of a request without, and the ratio of those
	 * with to those without: its median, and between which two values that lies with a
	 * probability of 95 %.
	 * @param args the server, how many pairs, and whether Spot Aware is started first
	 */
	public static void main(String[] args) throws IOException {
		WebApplicationType type = WebApplicationType.valueOf(args[0]);
		int pairs = Integer.parseInt(args[1]);
		boolean spotAwareFirst = Boolean.parseBoolean(args[2]);
		try (HelloServer first = HelloServer.start(type, spotAwareFirst);
				HelloServer second = HelloServer.start(type, !spotAwareFirst)) {
			HelloServer plain = spotAwareFirst ? second : first;
			HelloServer spotAware = spotAwareFirst ? first : second;
			long warm = System.nanoTime() + WARM_UP.toNanos();
			while (System.nanoTime() - warm < 0) {
				nanos(plain);
				nanos(spotAware);
			}
			List<Double> without = new ArrayList<>();
			List<Double> ratios = new ArrayList<>();
			for (int pair = 0; pair < pairs; pair++) {
				boolean inOrder = pair % 2 == 0;
				double one = nanos(inOrder ? plain : spotAware);
				double other = nanos(inOrder ? spotAware : plain);
				without.add(inOrder ? one : other);
				ratios.add(inOrder ? other / one : one / other);
			}
			Spread ratio = Spread.ofMedian(ratios);
			Fork.report(Spread.of(without).median(), ratio.lower(), ratio.median(), ratio.upper());
		}
	}

	private static double nanos(HelloServer server) throws IOException {
		long start = System.nanoTime();
		for (int i = 0; i < BATCH; i++) {
			server.hello();
		}
		return (System.nanoTime() - start) / (double) BATCH;
	}

}
