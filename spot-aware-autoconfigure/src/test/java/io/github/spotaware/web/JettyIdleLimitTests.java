package io.github.spotaware.web;

import java.time.Duration;

import io.github.spotaware.testsupport.JettyServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JettyIdleLimit}.
 */
@Tag("jetty")
class JettyIdleLimitTests {

	@ParameterizedTest
	@CsvSource({ ", 30", "server.jetty.connection-idle-timeout=65s, 65" })
	void limitIsThatOfTheConnectors(@Nullable String property, int seconds) {
		assertThat(limit(property))
			.isEqualTo(new IdleLimit(Duration.ofSeconds(seconds), "server.jetty.connection-idle-timeout"));
	}

	@Test
	void limitIsNoneWhereConnectionsAreKeptForEver() {
		assertThat(limit("server.jetty.connection-idle-timeout=0s")).isNull();
	}

	private static @Nullable IdleLimit limit(@Nullable String property) {
		return KeepAliveCheckTests.limit(WebApplicationType.SERVLET, property, ServletApplication.class,
				JettyServer.class);
	}

}
