package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Arrivals}.
 */
class ArrivalsTests {

	@ParameterizedTest
	@CsvSource({ "300, 300 a second, 3333333", "5, 5 a second, 200000000", "0.05, 0.05 a second, 20000000000",
			"5.0, 5 a second, 200000000", "bursts, 50 every 10 s, 10000000000" })
	void ofReadsRatesAndBursts(String text, String description, long period) {
		Arrivals arrivals = Objects.requireNonNull(Arrivals.of(text));
		assertThat(arrivals.description()).isEqualTo(description);
		assertThat(arrivals.period()).isEqualTo(Duration.ofNanos(period));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "0.000", "2001", "-5", "1e3", "burst", "5/s" })
	void ofWhenItIsNoneOfThemIsNull(String text) {
		assertThat(Arrivals.of(text)).isNull();
	}

	@Test
	void perSecondIsTheMeanRateOfBurstsToo() {
		assertThat(Arrivals.BURSTS.perSecond()).isEqualTo(5);
	}

}
