package io.github.spotaware;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InvalidPropertyException}.
 */
class InvalidPropertyExceptionTests {

	@ParameterizedTest
	@CsvSource({ "PT0S, 0s", "PT30S, 30s", "PT-5S, -5s", "PT1M30S, 90s", "PT2M, 2m", "PT-2M, -2m", "PT1H, 1h",
			"PT48H, 48h", "PT1.5S, 1500ms", "PT-0.25S, -250ms", "PT0.0000005S, PT0.0000005S" })
	void writtenIsADurationAsInAConfiguration(Duration duration, String expected) {
		assertThat(InvalidPropertyException.written(duration)).isEqualTo(expected);
	}

	@Test
	void messageNamesPropertyValueAndReason() {
		InvalidPropertyException exception = new InvalidPropertyException("spot-aware.drain.settle",
				Duration.ofSeconds(-5), "it must be longer than nothing", "Set a positive duration.");
		assertThat(exception)
			.hasMessage("'spot-aware.drain.settle' has the value '-5s': it must be longer than nothing");
		assertThat(exception.value()).isEqualTo("-5s");
		assertThat(InvalidPropertyException.written(null)).isEqualTo("null");
		assertThat(InvalidPropertyException.written(7)).isEqualTo("7");
	}

}
