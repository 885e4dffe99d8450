package io.github.spotaware.web;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class AllocationTests {

	private static final int CYCLES = 100_000;

	private static final Duration STEP = Duration.ofMillis(1);

	private final FakeTicker ticker = new FakeTicker();

	private final WebTraffic traffic = new WebTraffic(this.ticker, Duration.ofSeconds(10));

	private final NotTraffic notTraffic = NotTraffic.of(new MockEnvironment(), "/", List.of("/internal"));

	@Test
	void requestWhenPeerIsKnownAllocatesNothing() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long thread = Thread.currentThread().getId();
		cycles();
		threads.getThreadAllocatedBytes(thread);
		long before = threads.getThreadAllocatedBytes(thread);
		int traffic = cycles();
		long allocated = threads.getThreadAllocatedBytes(thread) - before;
		assertThat(traffic).isEqualTo(CYCLES);
		assertThat((double) allocated / CYCLES).isLessThan(1);
		assertThat(this.traffic.snapshot().active()).isZero();
	}

	private int cycles() {
		int traffic = 0;
		for (int i = 0; i < CYCLES; i++) {
			this.ticker.advance(STEP);
			if (!this.notTraffic.matches("/orders/42", "Mozilla/5.0")) {
				traffic++;
				this.traffic.end(this.traffic.begin("10.0.0.1"));
			}
		}
		return traffic;
	}

}
