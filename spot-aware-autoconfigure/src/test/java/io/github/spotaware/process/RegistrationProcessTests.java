package io.github.spotaware.process;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

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
 * A real process registers itself with a target group, and is restarted in place.
 */
@Tag("process")
class RegistrationProcessTests {

	private static final int PORT = 8080;

	private FakeAws aws;

	private FakeInstance instance;

	private FakeTargetGroup group;

	@BeforeEach
	void startAws() {
		this.aws = FakeAws.start();
		this.instance = this.aws.instance("i-0123456789abcdef0", "127.0.0.1");
		this.group = this.aws.loadBalancing().createTargetGroup("web", TargetGroupSettings.instance(PORT));
	}

	@AfterEach
	void closeAws() {
		this.aws.close();
	}

	@Test
	void restartInPlaceDeregistersAndRegistersAgain() throws Exception {
		try (ExampleProcess example = start()) {
			awaitHealthy(example);
			example.process().toHandle().destroy();
			assertThat(example.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(example.process().exitValue()).isEqualTo(143);
		}
		assertThat(state()).isEqualTo(TargetState.DRAINING);
		try (ExampleProcess example = start()) {
			awaitHealthy(example);
			assertThat(this.aws.loadBalancing().calls("RegisterTargets")).hasSize(2);
			assertThat(this.aws.loadBalancing().calls("DeregisterTargets")).hasSize(1);
		}
	}

	@Test
	void startWhenNoticeStandsNeverRegisters() throws Exception {
		this.instance.interrupt("terminate", Instant.now().plusSeconds(20));
		try (ExampleProcess example = start()) {
			example.awaitOutput("-> drained");
			assertThat(example.readiness()).isEqualTo(503);
			assertThat(example.get("/actuator/spot/targets").statusCode()).isEqualTo(503);
			assertThat(this.aws.loadBalancing().calls("RegisterTargets")).isEmpty();
		}
	}

	private void awaitHealthy(ExampleProcess example) throws IOException, InterruptedException {
		example.awaitReadiness(200);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> state() == TargetState.INITIAL);
		HttpResponse<String> answer = example.get("/actuator/spot/targets");
		assertThat(answer.statusCode()).isEqualTo(503);
		this.group.healthy(this.instance.id(), PORT);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> example.get("/actuator/spot/targets").statusCode() == 200);
		assertThat(example.get("/actuator/spot/targets").body()).contains("\"state\":\"healthy\"");
		example.awaitOutput("of target group 'web' is healthy after ");
	}

	private TargetState state() {
		return this.group.state(this.instance.id(), PORT);
	}

	private ExampleProcess start() throws IOException {
		return ExampleProcess.start(
				Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", this.instance.metadataEndpoint().toString(),
						"AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2", this.aws.loadBalancing().endpoint().toString(),
						"AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "fake", "AWS_SECRET_ACCESS_KEY", "fake"),
				"spot-aware.elb.register=true", "spot-aware.elb.target-port=" + PORT,
				"spot-aware.elb.target-group-arns=" + this.group.arn());
	}

}
