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

	private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

	@ParameterizedTest
	@CsvSource({ "PT0S, shorter than a millisecond", "-PT1S, shorter than a millisecond",
			"PT0.0001S, shorter than a millisecond", "PT30.001S, longer than 30 seconds" })
	void createWhenPollIntervalIsWrongThrows(Duration value, String reason) {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> properties(value, Duration.ofSeconds(1), ONE_MINUTE))
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
			.isThrownBy(() -> properties(Duration.ofSeconds(2), value, ONE_MINUTE))
			.satisfies((ex) -> {
				assertThat(ex.property()).isEqualTo("spot-aware.imds.timeout");
				assertThat(ex.value()).isEqualTo(InvalidPropertyException.written(value));
				assertThat(ex.reason()).contains(reason);
				assertThat(ex.remedy()).contains("1s");
			});
	}

	@Test
	void createWhenTimeoutIsLongerThanPollIntervalIsFine() {
		ImdsProperties properties = properties(Duration.ofMillis(50), Duration.ofSeconds(1), ONE_MINUTE);
		assertThat(properties.pollInterval()).hasMillis(50);
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, shorter than a millisecond", "-PT1M, shorter than a millisecond",
			"PT2H0.001S, longer than 7200 seconds" })
	void createWhenAutoScalingDeadlineIsWrongThrows(Duration value, String reason) {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> properties(Duration.ofSeconds(2), Duration.ofSeconds(1), value))
			.satisfies((ex) -> {
				assertThat(ex.property()).isEqualTo("spot-aware.imds.auto-scaling-deadline");
				assertThat(ex.value()).isEqualTo(InvalidPropertyException.written(value));
				assertThat(ex.reason()).contains(reason);
				assertThat(ex.remedy()).contains("1m");
			});
	}

	private static ImdsProperties properties(Duration pollInterval, Duration timeout, Duration autoScalingDeadline) {
		return new ImdsProperties(true, pollInterval, timeout, null, autoScalingDeadline, false);
	}

}
