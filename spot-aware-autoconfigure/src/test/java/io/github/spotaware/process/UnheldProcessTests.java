package io.github.spotaware.process;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real process that is not ours to hold ends as plain Spring Boot does, however long a
 * drain would last.
 */
@Tag("process")
class UnheldProcessTests extends ProcessTestBase {

	@ProcessTest
	void failedStartEndsAtOnceWithItsMessage() throws Exception {
		try (ServerSocket taken = new ServerSocket(0)) {
			ExampleProcess example = start(launch(LONG_DRAIN).properties("server.port=" + taken.getLocalPort()));
			assertThat(example.awaitExit(PROMPT)).isEqualTo(1);
			assertThat(example.lines("Port %d was already in use".formatted(taken.getLocalPort()))).isEqualTo(1);
			assertThat(example.lines("draining")).isZero();
		}
	}

	@ProcessTest
	void sigtermBeforeTheApplicationIsReadyEndsItAtOnce() throws Exception {
		ExampleProcess example = start(launch(LONG_DRAIN).properties("example.never-ready=true"));
		example.awaitOutput("Watching for interruptions");
		example.terminate();
		assertThat(example.awaitExit(PROMPT)).isEqualTo(143);
	}

	@ProcessTest
	void deployedApplicationRefusesButIsNeitherHeldNorEnded() throws Exception {
		ExampleProcess example = startReady(launch(LONG_DRAIN).main(DeployedApplication.class)
			.properties("spot-aware.drain.settle=1s", "spot-aware.drain.quiet-period=1s"));
		assertThat(example.get("/work").body()).isEqualTo("done");
		this.instance.interrupt("terminate", Instant.now().plusSeconds(8));
		example.awaitReadiness(503);
		example.awaitClosing();
		example.awaitOutput("Drained in");
		assertThat(example.get("/work").body()).isEqualTo("done");
		example.terminate();
		assertThat(example.awaitExit(PROMPT)).isEqualTo(143);
		assertThat(example.lines("Ending this process")).isZero();
		assertThat(example.lines("termination signal")).isZero();
	}

	@ProcessTest
	void undeployedApplicationIsNotHeld() throws Exception {
		ExampleProcess example = startReady(launch(LONG_DRAIN).main(DeployedApplication.class));
		assertThat(example.get("/work").body()).isEqualTo("done");
		Instant begun = Instant.now();
		example.process().getOutputStream().write('\n');
		example.process().getOutputStream().flush();
		example.awaitOutput("UNDEPLOYED");
		assertThat(Instant.now()).isBefore(begun.plus(PROMPT));
		assertThat(example.process().isAlive()).isTrue();
		assertThat(example.lines("draining")).isZero();
	}

	@ProcessTest
	void restartByDevtoolsIsNotHeldAndWatchesAgain() throws Exception {
		Path devtools = Path.of(System.getProperty("devtools.jar"));
		ExampleProcess example = startReady(launch(LONG_DRAIN).main(RestartingApplication.class)
			.onClassPath(devtools, Path.of("src/test/devtools"))
			.properties("spring.devtools.livereload.enabled=false", "spring.devtools.restart.trigger-file=never"));
		assertThat(example.get("/work").body()).isEqualTo("done");
		Instant begun = Instant.now();
		example.post("/restart", "");
		example.await("restart", () -> example.lines("PORT.") == 2);
		example.awaitReadiness(200);
		assertThat(Instant.now()).isBefore(begun.plus(PROMPT));
		assertThat(example.get("/work").body()).isEqualTo("done");
		assertThat(example.lines("draining")).isZero();
		this.instance.interrupt("terminate", Instant.now().plusSeconds(100));
		example.awaitOutput("running -> draining: spot interruption");
		example.awaitReadiness(503);
	}

}
