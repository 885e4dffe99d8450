package io.github.spotaware.sample.fleet;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link RequestRates}.
 */
class RequestRatesTests {

	private final RequestRates rates = new RequestRates();

	@Test
	void ofWhenCountedOnceIsZero() {
		update(100, 0);
		assertThat(this.rates.of("i-1:80")).isZero();
	}

	@Test
	void ofIsTheGrowthPerSecond() {
		update(100, 0);
		update(110, 500);
		assertThat(this.rates.of("i-1:80")).isEqualTo(20);
	}

	@Test
	void ofWhenTheGrowthStopsFallsToZero() {
		update(100, 0);
		update(110, 500);
		for (int look = 2; look < 30; look++) {
			update(110, look * 500);
		}
		assertThat(this.rates.of("i-1:80")).isCloseTo(0, within(0.01));
	}

	private void update(long count, int millis) {
		this.rates.update(Map.of("i-1:80", count), Duration.ofMillis(millis).toNanos());
	}

}
