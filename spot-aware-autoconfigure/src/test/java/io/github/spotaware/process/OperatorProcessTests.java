package io.github.spotaware.process;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;

import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.elb.TargetState;
import io.github.spotaware.test.imds.FakeInstance;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An operator drains a real process, and changes their mind.
 */
@Tag("process")
class OperatorProcessTests {

	private static final int PORT = 8080;

	private FakeAws aws;

	private FakeInstance instance;

	private FakeTargetGroup group;

	@BeforeEach
	void startAws() {
		this.aws = FakeAws.start();
		this.instance = this.aws.instance("i-0123456789abcdef0", "127.0.0.1");
		this.group = this.aws.loadBalancing().createTargetGroup("shop", TargetGroupSettings.instance(PORT));
		this.group.register(this.instance.id(), PORT);
		this.group.healthy(this.instance.id(), PORT);
	}

	@AfterEach
	void closeAws() {
		this.aws.close();
	}

	@Test
	void drainIsTakenBackWhileUnderWayAndOnceDrained() throws Exception {
		try (ExampleProcess example = start()) {
			example.awaitReadiness(200);
			assertRefusal(example.delete("/actuator/spot"), "No operator's drain is under way");

			HeldRequests slow = example.hold();
			HttpResponse<String> drain = example.post("/actuator/spot", "{}");
			assertThat(drain.statusCode()).isEqualTo(200);
			assertThat(drain.body()).contains("\"state\":\"draining\"", "operator notice");
			example.awaitReadiness(503);
			awaitTarget(TargetState.DRAINING);
			example.awaitClosing();
			assertTakenBack(example);
			slow.release();

			HttpResponse<String> limited = example.post("/actuator/spot", "{\"deadline\":\"20s\"}");
			assertThat(limited.statusCode()).isEqualTo(200);
			assertThat(limited.body()).containsPattern("\"remaining\":\"(20|19\\.\\d+)s\"");
			example.awaitOutput("draining -> drained");
			assertThat(example.readiness()).isEqualTo(503);
			assertThat(example.get("/work").body()).isEqualTo("done");
			awaitTarget(TargetState.DRAINING);
			assertTakenBack(example);
			assertThat(this.aws.loadBalancing().calls("DeregisterTargets")).hasSize(2);
			assertThat(this.aws.loadBalancing().calls("RegisterTargets")).hasSize(2);
		}
	}

	@Test
	void sigtermMakesADrainFinal() throws Exception {
		try (ExampleProcess example = start()) {
			example.awaitReadiness(200);
			HeldRequests slow = example.hold();
			assertThat(example.post("/actuator/spot", "{}").statusCode()).isEqualTo(200);
			example.terminate();
			Awaitility.await().until(() -> example.get("/actuator/spot").body().contains("\"source\":\"sigterm\""));
			assertRefusal(example.delete("/actuator/spot"),
					"It drains for the termination signal by sigterm, which an operator cannot take back");
			assertThat(example.readiness()).isEqualTo(503);
			assertThat(example.get("/work").body()).isEqualTo("done");
			slow.release();
			assertThat(example.awaitExit()).isEqualTo(143);
			example.awaitOutput("callers have let go");
			assertThat(this.aws.loadBalancing().calls("RegisterTargets")).isEmpty();
		}
	}

	@Test
	void noticeThatIsEarlierSetsTheDeadlineAndCannotBeTakenBack() throws Exception {
		try (ExampleProcess example = start()) {
			example.awaitReadiness(200);
			HeldRequests slow = example.hold();
			assertThat(example.post("/actuator/spot", "{\"deadline\":\"2m\"}").statusCode()).isEqualTo(200);
			Instant time = Instant.now().plusSeconds(25);
			this.instance.interrupt("terminate", time);
			example
				.awaitOutput("draining -> draining: operator by operator, spot interruption (terminate) by imds-spot;");
			assertThat(example.get("/actuator/spot").body()).contains("\"origin\":\"spot interruption notice\"")
				.containsPattern("\"state\":\"draining\"");
			assertRefusal(example.delete("/actuator/spot"),
					"It drains for the spot interruption (terminate) by imds-spot, which an operator cannot take back");
			assertThat(example.readiness()).isEqualTo(503);
			slow.release();
			assertThat(example.awaitExit()).isEqualTo(75);
			assertThat(Instant.now()).isBefore(time);
		}
	}

	private void assertTakenBack(ExampleProcess example) throws IOException, InterruptedException {
		HttpResponse<String> taken = example.delete("/actuator/spot");
		assertThat(taken.statusCode()).isEqualTo(200);
		assertThat(taken.body()).contains("\"state\":\"running\"").doesNotContain("deadline");
		example.awaitReadiness(200);
		awaitTarget(TargetState.INITIAL);
		this.group.healthy(this.instance.id(), PORT);
		example.awaitKeepingAlive();
	}

	private static void assertRefusal(HttpResponse<String> answer, String reason) {
		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("\"reason\":\"" + reason);
	}

	private void awaitTarget(TargetState state) {
		Awaitility.await().until(() -> this.group.state(this.instance.id(), PORT) == state);
	}

	private ExampleProcess start() throws IOException {
		return ExampleProcess.start(
				Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", this.instance.metadataEndpoint().toString(),
						"AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2", this.aws.loadBalancing().endpoint().toString(),
						"AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "fake", "AWS_SECRET_ACCESS_KEY", "fake"),
				ProcessTestBase.PATIENT, "spot-aware.elb.target-port=" + PORT,
				"spot-aware.elb.target-group-arns=" + this.group.arn(), "spot-aware.termination-grace-period=30s",
				"management.endpoint.spot.access=unrestricted");
	}

}
