package io.github.spotaware.test.kubernetes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.spotaware.test.ScriptedTarget;
import io.github.spotaware.test.wire.Engine;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpProber}.
 */
class HttpProberTests {

	private final Vertx vertx = Engine.start();

	@AfterEach
	void close() {
		Engine.await(this.vertx.close());
	}

	@ParameterizedTest
	@CsvSource({ "200, true", "204, true", "302, true", "404, false", "503, false" })
	void probePassesFrom200To399(int status, boolean passes) {
		try (ScriptedTarget target = ScriptedTarget.start((connection, request) -> connection.status(status))) {
			assertThat(probe(target.port())).isEqualTo(passes);
		}
	}

	@Test
	void probeAsksAsTheKubeletDoes() {
		try (ScriptedTarget target = ScriptedTarget.answering("UP")) {
			assertThat(probe(target.port())).isTrue();
			assertThat(probe(target.port())).isTrue();
			assertThat(target.connections()).isEqualTo(2);
			assertThat(target.heads().get(0)).startsWith("GET /readyz HTTP/1.1")
				.containsIgnoringCase("user-agent: kube-probe/1.33")
				.containsIgnoringCase("connection: close");
		}
	}

	@Test
	void probeWhenNobodyAnswersFails() {
		assertThat(probe(ScriptedTarget.refusingPort())).isFalse();
		try (ScriptedTarget target = ScriptedTarget.start((connection, request) -> connection.write("HTTP/1.1 "))) {
			assertThat(probe(target.port())).isFalse();
		}
	}

	private boolean probe(int port) {
		ReadinessProbe probe = new ReadinessProbe("/readyz", Duration.ZERO, Duration.ofSeconds(10),
				Duration.ofMillis(500), 3, 1);
		CompletableFuture<Boolean> result = new CompletableFuture<>();
		new HttpProber(this.vertx).probe(PodSettings.of("shop", "127.0.0.1", port).withProbe(probe), result::complete);
		return result.join();
	}

}
