package io.github.spotaware.process;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.imds.FakeInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real process meets what an instance can go through beside its Spot termination.
 */
@Tag("process")
class InstanceEventProcessTests {

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
	void standbyRefusesUntilTheInstanceIsBackInService() throws Exception {
		try (ExampleProcess example = start()) {
			example.awaitReadiness(200);
			this.instance.autoScalingState("Standby");
			example.awaitReadiness(503);
			this.instance.autoScalingState("InService");
			example.awaitReadiness(200);
			example.awaitKeepingAlive();
			example.awaitOutput("-> running");
		}
	}

	@Test
	void stopIsOverWhenTheNoticeIsGoneAndItsTimeHasPassed() throws Exception {
		try (ExampleProcess example = start()) {
			example.awaitReadiness(200);
			Instant time = Instant.now().plusSeconds(4);
			this.instance.interrupt("stop", time);
			example.awaitReadiness(503);
			this.instance.withdrawInterruption();
			example.awaitReadiness(200);
			assertThat(Instant.now()).isAfter(time.truncatedTo(ChronoUnit.SECONDS));
			assertThat(example.process().isAlive()).isTrue();
		}
	}

	@Test
	void autoScalingTerminationEndsTheProcess() throws Exception {
		try (ExampleProcess example = start("spot-aware.imds.auto-scaling-deadline=30s")) {
			example.awaitReadiness(200);
			HeldRequests slow = example.hold();
			this.instance.autoScalingState("Terminated");
			example.awaitReadiness(503);
			slow.release();
			assertThat(example.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
			assertThat(example.process().exitValue()).isEqualTo(75);
			assertThat(example.output()).anyMatch((line) -> line
				.contains("running -> draining: auto scaling termination (terminate) by imds-auto-scaling"));
		}
	}

	@Test
	void maintenanceDrainsAheadAndIsTakenBackWhenCancelled() throws Exception {
		try (ExampleProcess example = start("spot-aware.imds.maintenance=true", "spot-aware.drain.lead=30s")) {
			example.awaitReadiness(200);
			this.instance.scheduleMaintenance("system-reboot", Instant.now().plusSeconds(3600), "active");
			example.awaitOutput("running -> at-risk: scheduled maintenance (reboot) at ");
			assertThat(example.readiness()).isEqualTo(200);
			this.instance.scheduleMaintenance("system-reboot", Instant.now().plusSeconds(30), "active");
			example.awaitReadiness(503);
			this.instance.scheduleMaintenance("system-reboot", Instant.now().plusSeconds(30), "canceled");
			example.awaitReadiness(200);
		}
	}

	@Test
	void rebalanceRecommendationIsTold() throws Exception {
		try (ExampleProcess example = start()) {
			example.awaitReadiness(200);
			this.instance.recommendRebalance(Instant.now());
			example.awaitOutput("running -> at-risk: rebalance by imds-rebalance");
			assertThat(example.readiness()).isEqualTo(200);
		}
	}

	@Test
	void rebalanceRecommendationDrainsWhereToldToAndEndsNothing() throws Exception {
		try (ExampleProcess example = start("spot-aware.rebalance=drain")) {
			example.awaitReadiness(200);
			this.instance.recommendRebalance(Instant.now());
			example.awaitReadiness(503);
			example.awaitOutput("draining -> drained");
			this.instance.withdrawRebalance();
			example.awaitReadiness(200);
			assertThat(example.process().isAlive()).isTrue();
		}
	}

	private ExampleProcess start(String... properties) throws IOException {
		return ExampleProcess.start(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT",
				this.instance.metadataEndpoint().toString(), "AWS_REGION", "eu-central-1"), properties);
	}

}
