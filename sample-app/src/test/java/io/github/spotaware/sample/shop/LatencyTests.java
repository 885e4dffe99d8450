package io.github.spotaware.sample.shop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Latency}.
 */
class LatencyTests {

	@ParameterizedTest
	@CsvSource({ "0.0, 45", "0.5, 50", "1.0, 55" })
	void awaitStaysInsideTheSpread(double random, long expected) {
		List<Duration> slept = new ArrayList<>();
		new Latency(Duration.ofMillis(50), Duration.ofMillis(5), () -> random, slept::add).await();
		assertThat(slept).containsExactly(Duration.ofMillis(expected));
	}

	@ParameterizedTest
	@CsvSource({ "0.0", "0.5" })
	void awaitWhenThereIsNoTimeDoesNotSleep(double random) {
		List<Duration> slept = new ArrayList<>();
		new Latency(Duration.ZERO, Duration.ofMillis(5), () -> random, slept::add).await();
		assertThat(slept).isEmpty();
	}

}
