package io.github.spotaware.imds;

import java.time.Duration;

import io.github.spotaware.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ImdsProperties}.
 */
class ImdsPropertiesTests {

	@ParameterizedTest
	@CsvSource({ "PT0S, shorter than a millisecond", "-PT1S, shorter than a millisecond",
			"PT0.0001S, shorter than a millisecond", "PT30.001S, longer than 30 seconds" })
	void createWhenPollIntervalIsWrongThrows(Duration value, String reason) {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> new ImdsProperties(true, value, Duration.ofSeconds(1)))
			.satisfies((ex) -> {
				assertThat(ex.property()).isEqualTo("spot-aware.imds.poll-interval");
				assertThat(ex.value()).isEqualTo(InvalidPropertyException.written(value));
				assertThat(ex.reason()).contains(reason);
				assertThat(ex.remedy()).contains("2s");
			});
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, shorter than a millisecond", "-PT1S, shorter than a millisecond",
			"PT10.001S, longer than 10 seconds" })
	void createWhenTimeoutIsWrongThrows(Duration value, String reason) {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> new ImdsProperties(true, Duration.ofSeconds(2), value))
			.satisfies((ex) -> {
				assertThat(ex.property()).isEqualTo("spot-aware.imds.timeout");
				assertThat(ex.value()).isEqualTo(InvalidPropertyException.written(value));
				assertThat(ex.reason()).contains(reason);
				assertThat(ex.remedy()).contains("1s");
			});
	}

	@Test
	void createWhenTimeoutIsLongerThanPollIntervalIsFine() {
		ImdsProperties properties = new ImdsProperties(true, Duration.ofMillis(50), Duration.ofSeconds(1));
		assertThat(properties.pollInterval()).hasMillis(50);
	}

}
