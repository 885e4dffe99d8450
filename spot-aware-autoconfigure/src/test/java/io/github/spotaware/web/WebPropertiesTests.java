package io.github.spotaware.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.spotaware.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WebPropertiesTests {

	@Test
	void bindWhenNothingIsSetHasDefaults() {
		assertThat(bind(Map.of())).isEqualTo(new WebProperties(List.of(), true, Duration.ofSeconds(10)));
	}

	@Test
	void bindWhenAllIsSetHasAll() {
		assertThat(bind(Map.of("spot-aware.drain.ignored-paths", "/a/**,/b/c,/d/", "spot-aware.drain.connection-close",
				"false", "spot-aware.drain.long-lived", "3s")))
			.isEqualTo(new WebProperties(List.of("/a", "/b/c", "/d"), false, Duration.ofSeconds(3)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "-1s" })
	void bindWhenLongLivedIsNotPositiveFails(String value) {
		assertInvalid("spot-aware.drain.long-lived", value, "no request would ever hold up the drain");
	}

	@ParameterizedTest
	@CsvSource({ "ping,a path begins with", "/,ignore every request", "/**,ignore every request", "/a/*,is a pattern",
			"/a/**/b,is a pattern", "/a/{id},is a pattern", "/a?b,is a pattern" })
	void bindWhenPathIsWrongFails(String path, String reason) {
		assertInvalid("spot-aware.drain.ignored-paths", path, reason);
	}

	private static void assertInvalid(String property, String value, String reason) {
		assertThatThrownBy(() -> bind(Map.of(property, value))).rootCause()
			.isInstanceOfSatisfying(InvalidPropertyException.class, (ex) -> {
				assertThat(ex.property()).isEqualTo(property);
				assertThat(ex.value()).isNotBlank();
				assertThat(ex.reason()).contains(reason);
				assertThat(ex.remedy()).endsWith(".");
			});
	}

	private static WebProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("spot-aware.drain",
				WebProperties.class);
	}

}
