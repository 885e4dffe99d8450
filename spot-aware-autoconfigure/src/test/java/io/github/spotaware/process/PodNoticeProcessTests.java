package io.github.spotaware.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.elb.TargetState;
import io.github.spotaware.test.wire.Fault;
import io.github.spotaware.test.wire.Faults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real processes as pods that may ask nobody but, perhaps, the metadata service of their
 * node.
 */
@Tag("process")
class PodNoticeProcessTests extends ProcessTestBase {

	private static final String ADDRESS = "10.0.1.33";

	@TempDir
	Path directory;

	@Test
	void signalDrainsAndIsTheLastThingThatIsTold() throws Exception {
		Path log = Files.createFile(this.directory.resolve("termination-log"));
		ExampleProcess example = startReady(pod("spot-aware.kubernetes.termination-log=" + log));
		assertThat(example.get("/work").body()).isEqualTo("done");
		assertThat(example.server().spot()).contains("\"name\":\"kubernetes\"",
				"\"pod\":{\"name\":\"shop-7d9c\",\"namespace\":\"web\",\"node\":\"node-1\"}");
		HeldRequests slow = example.hold();
		assertThat(example.output()).anyMatch((line) -> line.contains("pod 'web/shop-7d9c' on 'node-1'")
				&& line.contains("SIGTERM leaves 30 s (default of Kubernetes)"));
		example.terminate();
		example.awaitReadiness(503);
		assertThat(example.get("/work").body()).isEqualTo("done");
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(143);
		assertThat(example.output()).anyMatch((line) -> line.contains("callers have let go"))
			.anyMatch((line) -> line.contains("leave-endpoints"));
		assertThat(log).content().startsWith("drained in ").contains("0 in flight", "(termination-signal)");
	}

	@Test
	void noticeOfTheNodeIsARiskUntilThePodIsTold() throws Exception {
		ExampleProcess example = startReady(onInstance(pod()));
		assertThat(example.get("/work").body()).isEqualTo("done");
		assertThat(example.server().spot()).contains("\"instanceId\":\"i-0123456789abcdef0\"", "\"capacity\":\"spot\"");
		Instant time = Instant.now().plusSeconds(30).truncatedTo(ChronoUnit.SECONDS);
		this.instance.interrupt("terminate", time);
		example.awaitOutput("running -> at-risk: spot interruption (terminate)");
		example.awaitReadiness(200);
		assertThat(example.get("/work").headers().firstValue("Connection")).isEmpty();
		HeldRequests slow = example.hold();
		example.terminate();
		example.awaitReadiness(503);
		example.awaitOutput("at-risk -> draining");
		assertThat(example.server().spot()).contains("\"time\":\"" + time + "\"");
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(143);
		assertThat(Instant.now()).isBefore(time);
	}

	@Test
	void podThatIsNeverToldLeavesBeforeItsNodeDoes() throws Exception {
		ExampleProcess example = startReady(
				onInstance(pod("spot-aware.drain.settle=6s", "spot-aware.drain.reserve=6s")));
		HeldRequests slow = example.hold();
		Instant time = Instant.now().plusSeconds(20).truncatedTo(ChronoUnit.SECONDS);
		this.instance.interrupt("terminate", time);
		example.awaitOutput("running -> at-risk");
		example.awaitOutput("at-risk -> draining");
		assertThat(Instant.now()).isBetween(time.minusSeconds(14), time.minusSeconds(6));
		assertThat(example.get("/work").body()).isEqualTo("done");
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(75);
		assertThat(Instant.now()).isBefore(time);
		assertThat(example.output()).anyMatch((line) -> line.contains("draining -> drained"));
	}

	@Test
	void nodeThatDoesNotAnswerIsSaidOnceAndIsNoFinding() throws Exception {
		this.instance.fail(Faults.ANY, Fault.hang());
		ExampleProcess example = startReady(onInstance(pod()));
		assertThat(example.output().stream().filter((line) -> line.contains("relying on SIGTERM"))).hasSize(1);
		example.awaitOutput("Doctor: ");
		assertThat(example.get("/actuator/spot").body()).contains("relying on SIGTERM")
			.doesNotContain("imds-unreachable");
		assertThat(example.get("/work").body()).isEqualTo("done");
		example.terminate();
		assertThat(example.awaitExit()).isEqualTo(143);
	}

	@Test
	void targetGroupsAreLeftOnlyWhereForced() throws Exception {
		FakeTargetGroup group = group();
		String[] properties = { "spot-aware.elb.target-group-arns=" + group.arn() };
		ExampleProcess follower = startReady(pod(properties));
		register(group, follower);
		follower.terminate();
		assertThat(follower.awaitExit()).isEqualTo(143);
		assertThat(follower.output())
			.anyMatch((line) -> line.contains("spot-aware.elb.deregister is 'auto' in a Kubernetes pod"));
		assertThat(this.aws.loadBalancing().calls("DeregisterTargets")).isEmpty();
		ExampleProcess forced = startReady(pod(properties).properties("spot-aware.elb.deregister=true"));
		int port = register(group, forced);
		forced.terminate();
		forced.await("deregistered", () -> group.state(ADDRESS, port) == TargetState.DRAINING);
		assertThat(forced.awaitExit()).isEqualTo(143);
	}

	private static int register(FakeTargetGroup group, ExampleProcess example)
			throws IOException, InterruptedException {
		assertThat(example.get("/work").body()).isEqualTo("done");
		int port = example.server().port();
		group.register(ADDRESS, port);
		group.healthy(ADDRESS, port);
		return port;
	}

	private FakeTargetGroup group() {
		return this.aws.loadBalancing().createTargetGroup("shop", TargetGroupSettings.ip(8080));
	}

	private ExampleLaunch pod(String... properties) {
		return new ExampleLaunch()
			.environment(Map.of("KUBERNETES_SERVICE_HOST", "127.0.0.1", "KUBERNETES_SERVICE_PORT", "9", "POD_NAME",
					"shop-7d9c", "POD_NAMESPACE", "web", "POD_IP", ADDRESS, "NODE_NAME", "node-1",
					"AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2", this.aws.loadBalancing().endpoint().toString(),
					"AWS_ACCESS_KEY_ID", "fake", "AWS_SECRET_ACCESS_KEY", "fake"))
			.environment(Map.of("AWS_EC2_METADATA_DISABLED", "true"))
			.properties("management.endpoint.spot.show-values=always", "spot-aware.kubernetes.watch-pod=false",
					"spot-aware.kubernetes.watch-node=false")
			.properties(properties);
	}

	private ExampleLaunch onInstance(ExampleLaunch launch) {
		return launch.environment(Map.of("AWS_EC2_METADATA_DISABLED", "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT",
				this.instance.metadataEndpoint().toString()));
	}

}
