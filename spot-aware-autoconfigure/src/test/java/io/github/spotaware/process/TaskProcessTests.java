package io.github.spotaware.process;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.spotaware.test.ecs.FakeTask;
import io.github.spotaware.test.ecs.Orchestrator;
import io.github.spotaware.test.ecs.ServiceSettings;
import io.github.spotaware.test.ecs.TaskProcess;
import io.github.spotaware.test.ecs.TaskSettings;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.elb.TargetState;
import io.github.spotaware.test.wire.Fault;
import io.github.spotaware.test.wire.Faults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real processes as tasks of ECS, stopped as ECS does.
 */
@Tag("process")
class TaskProcessTests extends ProcessTestBase {

	private static final String ADDRESS = "10.0.1.15";

	private static final String INSTANCE = "i-0123456789abcdef0";

	@Test
	void interruptedSpotTaskLeavesItsTargetGroupAndServesOn() throws Exception {
		FakeTargetGroup group = group(TargetGroupSettings.ip(8080));
		FakeTask task = fargate(Duration.ofSeconds(20), group);
		ExampleProcess example = startReady(launch(task));
		Target target = new Target(ADDRESS, example.server().port());
		Orchestrator orchestrator = orchestrate(example, task, group, target);
		example.awaitOutput("Known by now");
		example.server().awaitSpot("\"state\":\"healthy\"");
		assertThat(example.server().spot()).contains("\"name\":\"ecs-fargate\"", "\"capacity\":\"spot\"")
			.contains("ecs-stop-timeout-short");
		HeldRequests slow = example.hold();
		orchestrator.interrupt(null);
		example.awaitReadiness(503);
		example.await("deregistered", () -> group.state(ADDRESS, target.port()) == TargetState.DRAINING);
		assertThat(example.get("/work").body()).isEqualTo("done");
		example.server().awaitSpot("\"cause\":\"spot-interruption\"");
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(143);
		example.await("ECS learns of it", () -> Integer.valueOf(143).equals(task.status().exitCode()));
		assertThat(example.output())
			.anyMatch(
					(line) -> line.contains("ECS stops this task: SpotInterruption 'Your Spot Task was interrupted.'"))
			.anyMatch((line) -> line.contains("Drained in"))
			.noneMatch((line) -> line.contains("Ending this process"));
		assertThat(this.aws.loadBalancing().calls("RegisterTargets")).isEmpty();
	}

	@Test
	void taskOfADeploymentIsFoundGone() throws Exception {
		FakeTargetGroup group = group(TargetGroupSettings.ip(8080).withDeregistrationDelay(Duration.ofSeconds(2)));
		FakeTask task = fargate(Duration.ofMinutes(2), group);
		ExampleProcess example = startReady(launch(task));
		Target target = new Target(ADDRESS, example.server().port());
		Orchestrator orchestrator = orchestrate(example, task, group, target);
		example.server().awaitSpot("\"state\":\"healthy\"");
		assertThat(example.get("/work").body()).isEqualTo("done");
		orchestrator.deploy();
		example.awaitOutput("running -> draining: termination signal by sigterm");
		example.awaitOutput("ECS stops this task: ServiceSchedulerInitiated");
		assertThat(example.awaitExit()).isEqualTo(143);
		assertThat(example.output()).anyMatch((line) -> line.contains("was 'unused' already"))
			.anyMatch((line) -> line.contains("callers have let go"));
		assertThat(this.aws.loadBalancing().calls("DeregisterTargets")).isEmpty();
	}

	@Test
	void taskOnAnInstanceDrainsForItsNoticeAndEndsItself() throws Exception {
		FakeTargetGroup group = group(TargetGroupSettings.instance(8080));
		int hostPort = 32768;
		FakeTask task = this.aws.ecs().runTask(TaskSettings.ec2Bridge(INSTANCE, hostPort).inService("shop"));
		serve(group);
		group.register(INSTANCE, hostPort);
		group.healthy(INSTANCE, hostPort);
		// Another task of the service on the same instance.
		group.register(INSTANCE, 32769);
		group.healthy(INSTANCE, 32769);
		ExampleProcess example = startReady(launch(task)
			.environment(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", this.instance.metadataEndpoint().toString()))
			.properties("spot-aware.drain.reserve=6s"));
		example.server().awaitSpot("\"state\":\"healthy\"");
		assertThat(example.server().spot()).contains("\"name\":\"ecs-ec2\"", "\"capacity\":\"spot\"");
		assertThat(example.get("/work").body()).isEqualTo("done");
		Instant time = Instant.now().plusSeconds(24).truncatedTo(ChronoUnit.SECONDS);
		this.instance.interrupt("terminate", time);
		example.awaitReadiness(503);
		example.await("deregistered", () -> group.state(INSTANCE, hostPort) == TargetState.DRAINING);
		assertThat(group.state(INSTANCE, 32769)).isEqualTo(TargetState.HEALTHY);
		example.awaitOutput("draining -> drained");
		assertThat(example.get("/work").body()).isEqualTo("done");
		assertThat(example.awaitExit()).isEqualTo(75);
		assertThat(Instant.now()).isBetween(time.minusSeconds(8), time);
	}

	@Test
	void taskWhoseInstanceAnswersLateDrainsForItsNotice() throws Exception {
		FakeTask task = this.aws.ecs().runTask(TaskSettings.ec2Bridge(INSTANCE, 32768));
		this.instance.fail(Faults.ANY, Fault.error(500, "InternalError", "Not yet"));
		ExampleProcess example = startReady(launch(task)
			.environment(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", this.instance.metadataEndpoint().toString())));
		example.awaitOutput("relying on SIGTERM");
		assertThat(example.get("/work").body()).isEqualTo("done");
		assertThat(example.server().spot()).doesNotContain("imds-spot");
		this.instance.clearFaults();
		example.server().awaitSpot("imds-spot");
		assertThat(example.server().spot()).contains("\"instanceId\":\"" + INSTANCE)
			.doesNotContain("relying on SIGTERM");
		this.instance.interrupt("terminate", Instant.now().plusSeconds(16));
		example.awaitReadiness(503);
		example.awaitOutput("running -> draining: spot interruption (terminate) by imds-spot");
		assertThat(example.awaitExit()).isEqualTo(75);
	}

	@Test
	void taskThatMayCallNothingDrainsByReadinessAndSilence() throws Exception {
		this.aws.ecs().fail(Faults.ANY, Fault.accessDenied());
		this.aws.loadBalancing().fail(Faults.ANY, Fault.accessDenied());
		FakeTask task = fargate(Duration.ofMinutes(2), group(TargetGroupSettings.ip(8080)));
		ExampleProcess example = startReady(launch(task));
		assertThat(example.get("/work").body()).isEqualTo("done");
		example.server().awaitSpot("ecs-access-denied");
		assertThat(example.server().spot()).contains("\"capacity\":\"unknown\"");
		HeldRequests slow = example.hold();
		example.terminate();
		example.awaitReadiness(503);
		assertThat(example.get("/work").body()).isEqualTo("done");
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(143);
		assertThat(example.output()).anyMatch((line) -> line.contains("callers have let go"));
	}

	@Test
	void taskWhoseMetadataDoNotAnswerDrainsOnSigterm() throws Exception {
		FakeTask task = fargate(Duration.ofMinutes(2), group(TargetGroupSettings.ip(8080)));
		task.failMetadata(Fault.hang());
		ExampleProcess example = startReady(launch(task).environment(Map.of("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE")));
		assertThat(example.get("/work").body()).isEqualTo("done");
		example.server().awaitSpot("ecs-metadata-unreachable");
		assertThat(example.server().spot()).contains("\"name\":\"ecs-fargate\"");
		HeldRequests slow = example.hold();
		example.terminate();
		example.awaitReadiness(503);
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(143);
		assertThat(example.output()).anyMatch((line) -> line.contains("callers have let go"));
	}

	@Test
	void repeatedSigtermSkipsNothingInATask() throws Exception {
		FakeTask task = fargate(Duration.ofMinutes(2), group(TargetGroupSettings.ip(8080)));
		ExampleProcess example = startReady(
				launch(task, "spot-aware.drain.settle=6s", "spot-aware.drain.quiet-period=6s"));
		assertThat(example.get("/work").body()).isEqualTo("done");
		Instant first = Instant.now();
		example.terminate();
		example.awaitReadiness(503);
		example.await("three seconds later", () -> Instant.now().isAfter(first.plusSeconds(3)));
		example.terminate();
		assertThat(example.awaitExit()).isEqualTo(143);
		assertThat(Instant.now()).isAfterOrEqualTo(first.plusSeconds(6));
		assertThat(example.output()).noneMatch((line) -> line.contains("not waiting any longer"));
	}

	@Test
	void operatorsDrainLeavesTheRegistrationToEcs() throws Exception {
		FakeTargetGroup group = group(TargetGroupSettings.ip(8080));
		FakeTask task = fargate(Duration.ofMinutes(2), group);
		ExampleProcess example = startReady(launch(task));
		Target target = new Target(ADDRESS, example.server().port());
		Orchestrator orchestrator = orchestrate(example, task, group, target);
		example.server().awaitSpot("\"state\":\"healthy\"");
		assertThat(example.post("/actuator/spot", "{}").statusCode()).isEqualTo(200);
		example.awaitReadiness(503);
		example.awaitOutput("draining -> drained");
		assertThat(example.server().spot())
			.contains("nobody would register the target again if this drain is taken back");
		assertThat(example.delete("/actuator/spot").statusCode()).isEqualTo(200);
		example.awaitReadiness(200);
		assertThat(group.state(ADDRESS, target.port())).isEqualTo(TargetState.HEALTHY);
		assertThat(this.aws.loadBalancing().calls()).extracting((call) -> call.action())
			.doesNotContain("DeregisterTargets", "RegisterTargets");
		orchestrator.close();
	}

	private FakeTargetGroup group(TargetGroupSettings settings) {
		return this.aws.loadBalancing().createTargetGroup("shop", settings);
	}

	private FakeTask fargate(Duration stopTimeout, FakeTargetGroup group) {
		serve(group);
		TaskSettings settings = TaskSettings.fargateSpot(ADDRESS).inService("shop");
		return this.aws.ecs().runTask(settings.withDefinition(settings.definition().withStopTimeout(stopTimeout)));
	}

	private void serve(FakeTargetGroup group) {
		this.aws.ecs().createService(ServiceSettings.of("shop").with(ServiceSettings.LoadBalancer.of(group.arn())));
	}

	private ExampleLaunch launch(FakeTask task, String... properties) {
		return new ExampleLaunch()
			.environment(Map.of("ECS_CONTAINER_METADATA_URI_V4", task.metadataUri().toString(), "AWS_ENDPOINT_URL_ECS",
					this.aws.ecs().endpoint().toString(), "AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2",
					this.aws.loadBalancing().endpoint().toString(), "AWS_ACCESS_KEY_ID", "fake",
					"AWS_SECRET_ACCESS_KEY", "fake"))
			.properties("management.endpoint.spot.show-values=always")
			.properties(properties);
	}

	/**
	 * Have ECS run the process: it is registered, and soon healthy.
	 */
	private static Orchestrator orchestrate(ExampleProcess example, FakeTask task, FakeTargetGroup group,
			Target target) {
		Orchestrator orchestrator = Orchestrator.of(task, new Container(example)).register(group, target);
		group.healthy(target.id(), target.port());
		return orchestrator;
	}

	/**
	 * An example as ECS sees it.
	 */
	private record Container(ExampleProcess example) implements TaskProcess {

		@Override
		public void terminate() {
			this.example.terminate();
		}

		@Override
		public void kill() {
			this.example.close();
		}

		@Override
		public CompletableFuture<Integer> onExit() {
			return this.example.process().onExit().thenApply(Process::exitValue);
		}

	}

}
