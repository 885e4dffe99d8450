package io.github.spotaware.actuate;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Seconds}.
 */
class SecondsTests {

	@ParameterizedTest
	@CsvSource({ "PT0S, 0s", "PT0.0004S, 0s", "PT0.004S, 0.004s", "PT12.3S, 12.3s", "PT97.456789S, 97.456s",
			"PT2M, 120s", "PT1H, 3600s" })
	void ofIsDecimalSeconds(Duration duration, String expected) {
		assertThat(Seconds.of(duration)).isEqualTo(expected);
		assertThat(Seconds.ofNullable(duration)).isEqualTo(expected);
	}

}
