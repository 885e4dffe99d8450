package io.github.spotaware.sample.matrix;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CsvLine}.
 */
class CsvLineTests {

	@Test
	void splitReadsWhatWasWritten() {
		List<String> fields = List.of("plain", "", "with, comma", "with \"quotes\"", "\"", ",");
		String line = CsvLine.of(fields);
		assertThat(line).isEqualTo("plain,,\"with, comma\",\"with \"\"quotes\"\"\",\"\"\"\",\",\"");
		assertThat(CsvLine.split(line)).isEqualTo(fields);
	}

	@Test
	void splitWhenAQuoteIsNotClosedIsNull() {
		assertThat(CsvLine.split("a,\"b,c")).isNull();
	}

}
