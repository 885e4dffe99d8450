package io.github.spotaware.actuate;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OperatorDeadline}.
 */
class OperatorDeadlineTests {

	@ParameterizedTest
	@CsvSource({ "90s, PT90S", "2m, PT2M", "PT90S, PT90S", "90, PT90S", "' 500ms ', PT0.5S", "0, PT0S", "1d, PT24H" })
	void parseReadsADuration(String text, Duration expected) {
		assertThat(OperatorDeadline.parse(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void parseWhenEmptyIsNone(String text) {
		assertThat(OperatorDeadline.parse(text)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "-1s", "PT-90S", "2d", "99999999999999999999s", "9223372036854775807d", "1.5s",
			"90 s", "2026-11-23T10:15:30Z" })
	void parseWhenGarbageNamesIt(String text) {
		assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(() -> OperatorDeadline.parse(text))
			.satisfies((ex) -> assertThat(ex.getReason()).startsWith("'%s' is no deadline: ".formatted(text)));
	}

}
