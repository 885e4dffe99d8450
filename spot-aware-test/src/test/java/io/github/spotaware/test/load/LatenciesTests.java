package io.github.spotaware.test.load;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LatenciesTests {

	private final Latencies latencies = new Latencies();

	@Test
	void summaryWhenEmptyIsZero() {
		assertThat(this.latencies.summary().max()).isZero();
	}

	@Test
	void summaryTellsQuantiles() {
		for (int i = 2000; i >= 1; i--) {
			this.latencies.add(i);
		}
		LoadReport.Latency summary = this.latencies.summary();
		assertThat(summary.p50()).isEqualTo(Duration.ofNanos(1000));
		assertThat(summary.p99()).isEqualTo(Duration.ofNanos(1980));
		assertThat(summary.max()).isEqualTo(Duration.ofNanos(2000));
	}

}
