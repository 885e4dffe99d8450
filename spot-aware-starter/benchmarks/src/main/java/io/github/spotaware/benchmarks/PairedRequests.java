package io.github.spotaware.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;

import org.springframework.boot.WebApplicationType;

/**
 * Asks two applications in one JVM, one without and one with Spot Aware, in turn. What
 * makes the machine slower for a while does so for both, and both are compiled alike, so
 * that the ratio of two batches side by side shows what two processes cannot. Which of
 * them was started first makes a difference of its own: half of the JVMs should begin
 * with the one, half with the other.
 */
final class PairedRequests {

	private static final Duration WARM_UP = Duration.ofSeconds(30);

	private PairedRequests() {
	}

	/**
	 * Measure, and report the nanoseconds of a request without, and the ratio of those
	 * with to those without: its median, and between which two values that lies with a
	 * probability of 95 %; then the bytes that all threads together allocate in a request
	 * without, and how many more with.
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
				Batch.of(plain);
				Batch.of(spotAware);
			}
			List<Batch> without = new ArrayList<>();
			List<Batch> with = new ArrayList<>();
			for (int pair = 0; pair < pairs; pair++) {
				boolean inOrder = pair % 2 == 0;
				Batch one = Batch.of(inOrder ? plain : spotAware);
				Batch other = Batch.of(inOrder ? spotAware : plain);
				without.add(inOrder ? one : other);
				with.add(inOrder ? other : one);
			}
			Spread ratio = Spread
				.ofMedian(IntStream.range(0, pairs).mapToObj((i) -> with.get(i).nanos / without.get(i).nanos).toList());
			double bytes = median(without, Batch::bytes);
			Fork.report(median(without, Batch::nanos), ratio.lower(), ratio.median(), ratio.upper(), bytes,
					median(with, Batch::bytes) - bytes);
		}
	}

	private static double median(List<Batch> batches, Function<Batch, Double> value) {
		return Spread.of(batches.stream().map(value).toList()).median();
	}

	/**
	 * Some requests, one after the other.
	 *
	 * @param nanos how long one of them took
	 * @param bytes what all threads together allocated for one of them
	 */
	private record Batch(double nanos, double bytes) {

		private static final int SIZE = 200;

		private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

		static Batch of(HelloServer server) throws IOException {
			long allocated = allocated();
			long start = System.nanoTime();
			for (int i = 0; i < SIZE; i++) {
				server.hello();
			}
			long end = System.nanoTime();
			return new Batch((end - start) / (double) SIZE, (allocated() - allocated) / (double) SIZE);
		}

		private static long allocated() {
			return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())).sum();
		}

	}

}
