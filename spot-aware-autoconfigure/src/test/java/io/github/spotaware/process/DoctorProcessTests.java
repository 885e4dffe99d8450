package io.github.spotaware.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.spotaware.test.ecs.FakeTask;
import io.github.spotaware.test.ecs.ServiceSettings;
import io.github.spotaware.test.ecs.TaskSettings;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.wire.Fault;
import io.github.spotaware.test.wire.Faults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real processes that examine in place of starting.
 */
@Tag("process")
class DoctorProcessTests extends ProcessTestBase {

	/**
	 * As in a pipeline, whose shell would be found to swallow SIGTERM.
	 */
	private static final Map<String, String> PIPELINE = Map.of("CI", "true");

	private static final String EXIT = "spot-aware.doctor=exit";

	private static final String NOTHING_STARTED = "PORT.main";

	@Test
	void instanceWithoutFindingsExitsWithZero() throws Exception {
		ExampleProcess example = start(launch(EXIT, "spot-aware.termination-grace-period=60s", "server.port=8080",
				"spot-aware.elb.register=true", "spot-aware.elb.target-group-arns=" + healthyGroup().arn())
			.environment(PIPELINE));
		assertThat(example.awaitExit()).as("%s", example).isZero();
		assertThat(example.output()).anyMatch((line) -> line.startsWith("Platform: an EC2 instance"))
			.anyMatch((line) -> line.equals("Doctor: nothing found that would make a drain fail"))
			.anyMatch((line) -> line.matches(" {4}there is +120 s +60 s"))
			.noneMatch((line) -> line.contains(NOTHING_STARTED));
		assertThat(this.aws.loadBalancing().calls("RegisterTargets")).isEmpty();
		assertThat(this.aws.loadBalancing().calls("DeregisterTargets")).isEmpty();
	}

	@Test
	void taskThatIsKilledEarlyExitsWithTheCodeOfAWarning() throws Exception {
		TaskSettings settings = TaskSettings.fargateSpot("10.0.1.15").inService("shop");
		FakeTargetGroup group = this.aws.loadBalancing().createTargetGroup("shop", TargetGroupSettings.ip(8080));
		this.aws.ecs().createService(ServiceSettings.of("shop").with(ServiceSettings.LoadBalancer.of(group.arn())));
		FakeTask task = this.aws.ecs()
			.runTask(settings.withDefinition(settings.definition().withStopTimeout(Duration.ofSeconds(3))));
		ExampleProcess example = start(new ExampleLaunch().properties(EXIT)
			.environment(PIPELINE)
			.environment(Map.of("ECS_CONTAINER_METADATA_URI_V4", task.metadataUri().toString(), "AWS_ENDPOINT_URL_ECS",
					this.aws.ecs().endpoint().toString(), "AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2",
					this.aws.loadBalancing().endpoint().toString(), "AWS_ACCESS_KEY_ID", "fake",
					"AWS_SECRET_ACCESS_KEY", "fake")));
		assertThat(example.awaitExit()).as("%s", example).isEqualTo(4);
		assertThat(example.output()).anyMatch((line) -> line.startsWith("Platform: a Fargate task"))
			.anyMatch((line) -> line.startsWith("    warning   grace-period-short: SIGTERM leaves 3 s"))
			.anyMatch((line) -> line.startsWith("    warning   ecs-stop-timeout-short"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("ecs-stop-timeout-short: "))
			.noneMatch((line) -> line.contains(NOTHING_STARTED));
	}

	@Test
	void instanceWhoseMetadataServiceIsOffExitsWithTheCodeOfACriticalFinding() throws Exception {
		this.instance.fail(Faults.ANY, Fault.error(403, "Forbidden", "off"));
		ExampleProcess example = start(launch(EXIT).environment(PIPELINE).properties("spot-aware.platform=ec2"));
		assertThat(example.awaitExit()).as("%s", example).isEqualTo(3);
		assertThat(example.output()).anyMatch((line) -> line.startsWith("    critical  imds-off"))
			.noneMatch((line) -> line.contains(NOTHING_STARTED));
	}

	@Test
	void applicationWithoutPlatformHasNothingToExamine() throws Exception {
		ExampleProcess example = start(new ExampleLaunch().properties(EXIT).properties("spot-aware.platform=none"));
		assertThat(example.awaitExit()).as("%s", example).isZero();
		assertThat(example.output()).anyMatch((line) -> line.startsWith("Doctor: nothing to examine"))
			.noneMatch((line) -> line.contains(NOTHING_STARTED));
	}

	@Test
	void shellOfAPipelineIsNotWhatStartsTheApplication() throws Exception {
		ExampleLaunch launch = new ExampleLaunch()
			.properties(EXIT, "spot-aware.platform=kubernetes", "spot-aware.imds.enabled=false",
					"spot-aware.kubernetes.watch-pod=false", "spot-aware.kubernetes.watch-node=false",
					"spot-aware.termination-grace-period=60s")
			.environment(Map.of("container", "podman", "CI", ""))
			.startedBy(List.of("sh", "-c", "\"$@\"; exit $?", "step"));
		ExampleProcess image = start(launch);
		assertThat(image.awaitExit()).as("%s", image).isEqualTo(3);
		assertThat(image.output()).anyMatch((line) -> line.startsWith("    critical  sigterm-swallowed: 'sh' (PID "));
		ExampleProcess step = start(launch.environment(PIPELINE));
		assertThat(step.awaitExit()).as("%s", step).isZero();
		assertThat(step.output()).anyMatch((line) -> line.equals("Doctor: nothing found that would make a drain fail"));
	}

	@Test
	void wrongModeIsExplained() throws Exception {
		ExampleProcess example = start(launch("spot-aware.doctor=maybe"));
		assertThat(example.awaitExit()).isEqualTo(1);
		assertThat(example.output()).anyMatch((line) -> line.contains("Property: spot-aware.doctor"))
			.anyMatch((line) -> line.contains("EXIT"))
			.noneMatch((line) -> line.contains(NOTHING_STARTED));
	}

	@Test
	void startedApplicationWritesOneBlockToItsLog() throws Exception {
		ExampleProcess example = startReady("spot-aware.termination-grace-period=60s",
				"spot-aware.elb.target-group-arns=" + healthyGroup().arn());
		example.awaitOutput("Doctor: ");
		example.awaitOutput("silence of each caller");
		assertThat(example.lines("Doctor: ")).isEqualTo(1);
	}

	private FakeTargetGroup healthyGroup() {
		FakeTargetGroup group = this.aws.loadBalancing()
			.createTargetGroup("shop",
					TargetGroupSettings.instance(8080).withDeregistrationDelay(Duration.ofSeconds(30)));
		group.register("i-0123456789abcdef0", 8080);
		group.healthy("i-0123456789abcdef0", 8080);
		return group;
	}

}
