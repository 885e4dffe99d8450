package io.github.spotaware.test.environment;

import io.github.spotaware.test.ScriptedTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Probe}.
 */
class ProbeTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			200 | may have been slow
			302 | Let the path answer 200, or name another one with @SpotAwareTest
			401 | without authentication
			403 | without authentication
			404 | Let the path answer 200, or name another one with @SpotAwareTest
			503 | says that it is not ready
			""", delimiter = '|')
	void statusIsToldWithItsRemedy(int status, String remedy) {
		try (ScriptedTarget target = ScriptedTarget.start((connection, request) -> connection
			.write("HTTP/1.1 %d Status\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n".formatted(status)))) {
			assertThat(Probe.describe(target.port(), "/health")).startsWith("status %d. ".formatted(status))
				.contains(remedy);
			assertThat(target.heads()).singleElement().asString().startsWith("GET /health ");
		}
	}

	@Test
	void whatDoesNotSpeakHttpIsTold() {
		try (ScriptedTarget target = ScriptedTarget.start((connection, request) -> connection.close())) {
			assertThat(Probe.describe(target.port(), "/health")).startsWith("no answer within 2.00 s (")
				.endsWith("It speaks HTTP without TLS, at the port of the web server");
		}
	}

}
