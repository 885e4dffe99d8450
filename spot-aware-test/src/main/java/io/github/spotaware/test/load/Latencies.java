package io.github.spotaware.test.load;

import java.time.Duration;
import java.util.Arrays;

/**
 * Collects how long answers took.
 */
final class Latencies {

	private long[] nanos = new long[1024];

	private int size;

	void add(long value) {
		if (this.size == this.nanos.length) {
			this.nanos = Arrays.copyOf(this.nanos, 2 * this.size);
		}
		this.nanos[this.size++] = value;
	}

	LoadReport.Latency summary() {
		long[] sorted = Arrays.copyOf(this.nanos, this.size);
		Arrays.sort(sorted);
		return new LoadReport.Latency(quantile(sorted, 0.5), quantile(sorted, 0.99), quantile(sorted, 1));
	}

	private static Duration quantile(long[] sorted, double quantile) {
		if (sorted.length == 0) {
			return Duration.ZERO;
		}
		return Duration.ofNanos(sorted[(int) Math.ceil(quantile * sorted.length) - 1]);
	}

}
