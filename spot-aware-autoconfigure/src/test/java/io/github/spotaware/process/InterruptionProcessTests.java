package io.github.spotaware.process;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.imds.FakeInstance;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real process meets real signals and a metadata service on a real socket.
 */
@Tag("process")
class InterruptionProcessTests {

	private FakeAws aws;

	private FakeInstance instance;

	@BeforeEach
	void startAws() {
		this.aws = FakeAws.start();
		this.instance = this.aws.instance("i-0123456789abcdef0", "127.0.0.1");
	}

	@AfterEach
	void closeAws() {
		this.aws.close();
	}

	@Test
	void terminateRefusesServesOnAndEndsTheProcessBeforeTheDeadline() throws Exception {
		try (ExampleProcess example = start()) {
			example.awaitReadiness(200);
			assertThat(example.get("/work").headers().firstValue("connection")).isEmpty();
			HeldRequests slow = example.hold();
			Instant deadline = Instant.now().plusSeconds(30);
			this.instance.interrupt("terminate", deadline);
			example.awaitReadiness(503);
			example.awaitClosing();
			slow.release();
			assertThat(example.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(Instant.now()).isBefore(deadline);
			assertThat(example.process().exitValue()).isEqualTo(75);
			example.awaitOutput("running -> draining: spot interruption (terminate) by imds-spot; deadline");
			example.awaitOutput("Drained in ");
		}
	}

	@Test
	void sigtermServesOnUntilCallersAreSilentAndInFlightRequestsComplete() throws Exception {
		try (ExampleProcess example = start(ProcessTestBase.PATIENT)) {
			example.awaitReadiness(200);
			HeldRequests slow = example.hold();
			example.process().toHandle().destroy();
			example.awaitReadiness(503);
			assertThat(example.get("/work").body()).isEqualTo("done");
			slow.release();
			assertThat(example.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(example.process().exitValue()).isEqualTo(143);
			example.awaitOutput("running -> draining: termination signal by sigterm");
			example.awaitOutput("callers have let go");
		}
	}

	@Test
	void startOnADyingHostNeverAcceptsTrafficAndDoesNotEndItself() throws Exception {
		Instant time = Instant.now().plusSeconds(20);
		this.instance.interrupt("terminate", time);
		try (ExampleProcess example = start("logging.level.org.springframework.boot.availability=debug")) {
			example.awaitOutput("-> drained");
			List<String> states = example.output().stream().filter((line) -> line.contains("ReadinessState")).toList();
			assertThat(example.readiness()).isEqualTo(503);
			assertThat(states).hasSizeGreaterThanOrEqualTo(2);
			assertThat(states.get(0)).contains("ACCEPTING_TRAFFIC");
			assertThat(states.subList(1, states.size())).allMatch((line) -> line.contains("REFUSING_TRAFFIC"));
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Instant.now().isAfter(time));
			assertThat(example.readiness()).isEqualTo(503);
			assertThat(example.output()).noneMatch((line) -> line.contains("Ending this process"));
			example.terminate();
			assertThat(example.awaitExit()).isEqualTo(143);
		}
	}

	@Test
	void startWhenMetadataServiceDoesNotAnswerIsPlainSpringBoot() throws Exception {
		this.instance.close();
		try (ExampleProcess example = start()) {
			example.awaitReadiness(200);
			example.awaitOutput("Nothing to do until there is an answer");
			example.process().toHandle().destroy();
			assertThat(example.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(example.output()).noneMatch((line) -> line.contains("draining"));
		}
	}

	private ExampleProcess start(String... properties) throws IOException {
		return ExampleProcess.start(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT",
				this.instance.metadataEndpoint().toString(), "AWS_REGION", "eu-central-1"), properties);
	}

}
