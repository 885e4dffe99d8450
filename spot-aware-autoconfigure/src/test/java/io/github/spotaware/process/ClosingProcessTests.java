package io.github.spotaware.process;

import java.time.Instant;

import org.junit.jupiter.api.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real process ends where no signal handler can drain, and by a listener that closes
 * it.
 */
@Tag("process")
class ClosingProcessTests extends ProcessTestBase {

	@ProcessTest
	void closeWhenSignalsCannotBeHandledDrains() throws Exception {
		ExampleProcess example = startReady(launch(PATIENT).options("-Xrs"));
		example.awaitOutput("SIGTERM cannot be handled");
		example.awaitOutput("it ends this process at once, without a drain");
		HeldRequests slow = example.hold();
		assertThat(example.post("/actuator/shutdown", "").statusCode()).isEqualTo(200);
		assertDrainsWhenClosing(example, slow);
		assertThat(example.awaitExit()).isZero();
	}

	/**
	 * With {@code -Xrs} the JVM leaves SIGTERM to the operating system, which ends the
	 * process.
	 */
	@ProcessTest
	void sigtermWhenSignalsCannotBeHandledKillsAtOnce() throws Exception {
		ExampleProcess example = startReady(launch(LONG_DRAIN).options("-Xrs"));
		assertThat(example.get("/work").body()).isEqualTo("done");
		example.terminate();
		assertThat(example.awaitExit(PROMPT)).isEqualTo(143);
		assertThat(example.lines("draining")).isZero();
	}

	@ProcessTest
	void sigtermWithoutJdkUnsupportedDrainsInTheShutdownHook() throws Exception {
		ExampleProcess example = startReady(launch(PATIENT).options("--limit-modules", "java.se"));
		example.awaitOutput("Signals cannot be handled");
		HeldRequests slow = example.hold();
		example.terminate();
		assertDrainsWhenClosing(example, slow);
		assertThat(example.awaitExit()).isEqualTo(143);
	}

	/**
	 * Nothing keeps the JVM once the web server is gone but the listener's own thread.
	 */
	@ProcessTest
	void listenerThatClosesChoosesTheExitCode() throws Exception {
		ExampleProcess example = startReady("example.when-draining=close-and-exit", PATIENT);
		HeldRequests slow = example.hold();
		Instant deadline = Instant.now().plusSeconds(30);
		this.instance.interrupt("terminate", deadline);
		example.awaitReadiness(503);
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(4);
		assertThat(Instant.now()).isBefore(deadline);
		assertThat(example.lines("callers have let go")).isEqualTo(1);
		assertThat(example.lines("Ending this process")).isZero();
	}

	private static void assertDrainsWhenClosing(ExampleProcess example, HeldRequests slow) throws Exception {
		example.awaitReadiness(503);
		example.awaitOutput("running -> draining: context closed by closing");
		example.awaitClosing();
		assertThat(example.get("/work").body()).isEqualTo("done");
		slow.release();
		example.awaitOutput("callers have let go");
	}

}
