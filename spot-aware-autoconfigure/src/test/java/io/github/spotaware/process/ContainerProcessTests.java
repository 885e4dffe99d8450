package io.github.spotaware.process;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Who starts a real process in a container decides whether SIGTERM reaches it, and it
 * says so where not. Skipped where there are no namespaces of processes, or no tini.
 */
@Tag("process")
class ContainerProcessTests extends ProcessTestBase {

	private static final String FINDING = "sigterm-swallowed";

	/**
	 * With something left to do, a shell cannot give its place to the last command.
	 */
	private static final String WAIT = "\"$@\"; exit $?";

	@BeforeEach
	void assumeNamespace() {
		assumeTrue(ProcessNamespace.available(), "No namespace of processes to be had");
	}

	@ProcessTest
	void sigtermWhenShellIsPid1ChangesNothingAndIsSaid() throws Exception {
		ExampleProcess example = startReady(ProcessNamespace.pid1("sh", "-c", WAIT, "sh"));
		assertFound(example, "'sh' (PID 1) started this process");
		ProcessNamespace.terminate(example);
		Awaitility.await("readiness stays")
			.during(Duration.ofSeconds(3))
			.atMost(Duration.ofSeconds(30))
			.until(() -> example.readiness() == 200);
		HttpResponse<String> served = example.get("/work");
		assertThat(served.body()).isEqualTo("done");
		assertThat(served.headers().firstValue("connection")).isEmpty();
		assertThat(example.lines("draining")).isZero();
	}

	@ProcessTest
	void sigtermBehindExecDrains() throws Exception {
		assertDrains(startReady(ProcessNamespace.pid1("sh", "-c", "exec \"$@\"", "sh")));
	}

	@ProcessTest
	void sigtermWhenShellPassesItOnDrains() throws Exception {
		String script = "trap 'kill -TERM $child' TERM; \"$@\" & child=$!; wait $child; wait $child";
		assertDrains(startReady(ProcessNamespace.pid1("sh", "-c", script, "sh")));
	}

	@ProcessTest
	void shellThatStartsTestsIsNotSaid() throws Exception {
		ExampleProcess example = startReady(ProcessNamespace.pid1("sh", "-c", WAIT, "sh"), "spot-aware.in-tests=true");
		assertThat(example.server().spot()).doesNotContain(FINDING);
		assertThat(example.lines(FINDING)).isZero();
	}

	@ProcessTest
	void sigtermUnderTiniDrains() throws Exception {
		assumeTini();
		assertDrains(startReady(ProcessNamespace.pid1("tini", "--")));
	}

	@ProcessTest
	void sigtermWhenShellIsUnderTiniKillsAtOnceAndIsSaid() throws Exception {
		assumeTini();
		ExampleProcess example = startReady(ProcessNamespace.pid1("tini", "--", "sh", "-c", WAIT, "sh"), LONG_DRAIN);
		assertFound(example, "'sh' (PID 2) started this process");
		ProcessNamespace.terminate(example);
		assertThat(example.awaitExit(PROMPT)).isEqualTo(143);
		assertThat(example.lines("draining")).isZero();
	}

	private static void assumeTini() {
		assumeTrue(ProcessNamespace.succeeds(List.of("tini", "--version")), "No tini");
	}

	/**
	 * Start a process and wait until everything is looked at. In a container of Docker's,
	 * not of an orchestrator's: those are platforms of their own.
	 */
	private ExampleProcess startReady(List<String> starter, String... properties) throws IOException {
		ExampleProcess example = startReady(
				launch(PATIENT).properties(properties).environment(Map.of("container", "docker")).startedBy(starter));
		example.awaitOutput("PREPARED");
		return example;
	}

	private static void assertFound(ExampleProcess example, String who) throws Exception {
		example.server().awaitSpot(FINDING);
		assertThat(example.server().spot()).contains(who);
		example.awaitOutput("Doctor: ");
		example.await("said in the doctor's block", () -> example.lines(FINDING + ": " + who) > 0);
		assertThat(example.lines(FINDING + ": " + who)).isEqualTo(1);
	}

	private static void assertDrains(ExampleProcess example) throws Exception {
		HeldRequests slow = example.hold();
		assertThat(example.server().spot()).doesNotContain(FINDING);
		ProcessNamespace.terminate(example);
		example.awaitOutput("running -> draining: termination signal by sigterm");
		example.awaitReadiness(503);
		assertThat(example.get("/work").body()).isEqualTo("done");
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(143);
		assertThat(example.lines("callers have let go")).isEqualTo(1);
		assertThat(example.lines(FINDING)).isZero();
	}

}
