package io.github.spotaware.streams;

import java.time.Duration;
import java.util.Map;

import io.github.spotaware.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamPropertiesTests {

	@Test
	void bindWhenNothingIsSetHasDefaults() {
		assertThat(bind(Map.of())).isEqualTo(new StreamProperties(true, Duration.ofSeconds(10), Duration.ofSeconds(1)));
	}

	@Test
	void bindWhenAllIsSetHasAll() {
		assertThat(bind(Map.of("spot-aware.drain.streams.close", "false", "spot-aware.drain.streams.spread", "0s",
				"spot-aware.drain.streams.retry", "3s")))
			.isEqualTo(new StreamProperties(false, Duration.ZERO, Duration.ofSeconds(3)));
	}

	@ParameterizedTest
	@CsvSource({ "spread,-1s,it is negative", "spread,25h,it is longer than a day", "retry,-1ms,it is negative",
			"retry,2d,it is longer than a day" })
	void bindWhenTimeIsWrongFails(String name, String value, String reason) {
		String property = "spot-aware.drain.streams." + name;
		assertThatThrownBy(() -> bind(Map.of(property, value))).rootCause()
			.isInstanceOfSatisfying(InvalidPropertyException.class, (ex) -> {
				assertThat(ex.property()).isEqualTo(property);
				assertThat(ex.reason()).isEqualTo(reason);
				assertThat(ex.remedy()).endsWith(".");
			});
	}

	private static StreamProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("spot-aware.drain.streams",
				StreamProperties.class);
	}

}
