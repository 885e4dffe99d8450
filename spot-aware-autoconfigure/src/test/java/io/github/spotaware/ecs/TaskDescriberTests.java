package io.github.spotaware.ecs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Capacity;
import io.github.spotaware.Finding;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.TaskIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaskDescriber} and {@link EcsGracePeriod}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TaskDescriberTests {

	private EcsFixture ecs;

	@BeforeEach
	void open() throws IOException {
		this.ecs = new EcsFixture();
	}

	@AfterEach
	void close() {
		this.ecs.close();
	}

	@ParameterizedTest
	@CsvSource({ "fargate-spot-running, SPOT", "fargate-ondemand, ON_DEMAND", "launchtype-only, ON_DEMAND" })
	void describeTellsHowTheTaskWasBought(String fixture, Capacity capacity) {
		this.ecs.plain(fixture, "");
		assertThat(this.ecs.describer.describe(EcsFixture.fargate()).capacity()).isEqualTo(capacity);
		assertThat(this.ecs.aws.requests()).containsExactly("DescribeTasks", "DescribeTaskDefinition",
				"DescribeServices");
		assertThat(this.ecs.findingIds()).isEmpty();
	}

	@Test
	void describeOnAnInstanceKeepsWhatTheInstanceSays() {
		this.ecs.plain("ec2", "");
		InstanceIdentity onHost = EcsFixture.onInstance()
			.on(new InstanceIdentity(Platform.EC2, "i-1", null, null, null, Capacity.SPOT));
		InstanceIdentity described = this.ecs.describer.describe(onHost);
		assertThat(described.capacity()).isEqualTo(Capacity.SPOT);
		assertThat(described.instanceId()).isEqualTo("i-1");
		assertThat(this.ecs.aws.requests()).doesNotContain("DescribeContainerInstances");
	}

	@Test
	void describeOnAnInstanceThatDoesNotTellAsksForItsId() {
		this.ecs.plain("ec2", "").aws.answerWith("DescribeContainerInstances", "ecs-describe-container-instances.json");
		InstanceIdentity described = this.ecs.describer.describe(EcsFixture.onInstance());
		assertThat(described.instanceId()).isEqualTo("i-0123456789abcdef0");
		assertThat(described.capacity()).isEqualTo(Capacity.UNKNOWN);
		assertThat(described.platform()).isEqualTo(Platform.ECS_EC2);
	}

	@Test
	void describeWhenTheMetadataDoesNotNameTheServiceTakesItFromTheGroup() throws Exception {
		this.ecs.plain("fargate-spot-running", "");
		InstanceIdentity described = this.ecs.describer
			.describe(EcsFixture.identity(Platform.ECS_FARGATE, null, List.of("10.0.1.15")));
		assertThat(described.task()).isNotNull().extracting(TaskIdentity::service).isEqualTo("demo-svc");
		assertThat(this.ecs.groups.locate(described)).hasSize(1);
	}

	@Test
	void describeWhenNothingIsAllowedLeavesItUnknownAndSaysSo(CapturedOutput output) {
		this.ecs.aws.deny("DescribeTasks").deny("DescribeTaskDefinition").deny("DescribeServices");
		this.ecs.facts.definition("demo:7");
		assertThat(this.ecs.describer.describe(EcsFixture.fargate())).isEqualTo(EcsFixture.fargate());
		assertThat(output).contains("Capacity is not known: DescribeTasks is not allowed");
		assertThat(this.ecs.findings.findings()).extracting(Finding::id).containsOnly("ecs-access-denied").hasSize(3);
		assertThat(this.ecs.facts.stopTimeout()).isNull();
	}

	@Test
	void describeWhenOnlyTheTaskIsDeniedReadsTheRest() {
		this.ecs.aws.deny("DescribeTasks");
		this.ecs.plain("ec2", "");
		this.ecs.facts.definition("demo:7");
		this.ecs.describer.describe(EcsFixture.fargate());
		assertThat(this.ecs.aws.bodies().get(1)).contains("\"demo:7\"");
		assertThat(this.ecs.facts.stopTimeout()).isEqualTo(new StopTimeout(Duration.ofMinutes(2)));
	}

	@Test
	void describeAgainAsksOnlyWhatWasThrottled() {
		this.ecs.throttle("DescribeTasks").throttle("DescribeTaskDefinition").plain("fargate-spot-running", "");
		this.ecs.facts.definition("demo:7");
		InstanceIdentity first = this.ecs.describer.describe(EcsFixture.fargate());
		assertThat(first.capacity()).isEqualTo(Capacity.UNKNOWN);
		assertThat(this.ecs.facts.stopTimeout()).isNull();
		assertThat(this.ecs.findings.findings()).extracting(Finding::id).containsOnly("ecs-throttled").hasSize(2);
		assertThat(this.ecs.describer.unanswered()).isTrue();
		this.ecs.aws.requests().clear();
		assertThat(this.ecs.describer.describe(first).capacity()).isEqualTo(Capacity.SPOT);
		assertThat(this.ecs.facts.stopTimeout()).isEqualTo(new StopTimeout(Duration.ofMinutes(2)));
		assertThat(this.ecs.aws.requests()).containsExactly("DescribeTasks", "DescribeTaskDefinition");
		assertThat(this.ecs.findingIds()).isEmpty();
		assertThat(this.ecs.describer.unanswered()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "DescribeServices", "DescribeContainerInstances" })
	void describeAgainAsksForTheServiceAndTheInstanceToo(String action) {
		this.ecs.throttle(action).plain("ec2", "").aws.answerWith("DescribeContainerInstances",
				"ecs-describe-container-instances.json");
		InstanceIdentity first = this.ecs.describer.describe(EcsFixture.onInstance());
		assertThat(this.ecs.findingIds()).containsExactly("ecs-throttled");
		assertThat(this.ecs.describer.unanswered()).isTrue();
		this.ecs.aws.requests().clear();
		assertThat(this.ecs.describer.describe(first).instanceId()).isEqualTo("i-0123456789abcdef0");
		assertThat(this.ecs.aws.requests()).containsExactly(action);
		assertThat(this.ecs.findingIds()).isEmpty();
		assertThat(this.ecs.describer.unanswered()).isFalse();
	}

	@Test
	void describeAgainWhenTheInstanceHasAnsweredKeepsWhatItSays() {
		this.ecs.throttle("DescribeContainerInstances").plain("ec2", "").aws.answerWith("DescribeContainerInstances",
				"ecs-describe-container-instances.json");
		InstanceIdentity onHost = this.ecs.describer.describe(EcsFixture.onInstance())
			.on(new InstanceIdentity(Platform.EC2, "i-1", null, null, null, Capacity.SPOT));
		assertThat(this.ecs.describer.describe(onHost)).isEqualTo(onHost);
		assertThat(this.ecs.findingIds()).isEmpty();
	}

	@Test
	void describeAgainDoesNotRepeatWhatIsDenied(CapturedOutput output) {
		this.ecs.aws.deny("DescribeTasks").deny("DescribeServices");
		this.ecs.throttle("DescribeTaskDefinition").throttle("DescribeTaskDefinition").plain("fargate-ondemand", "");
		this.ecs.facts.definition("demo:7");
		this.ecs.describer.describe(EcsFixture.fargate());
		this.ecs.describer.describe(EcsFixture.fargate());
		assertThat(this.ecs.describer.unanswered()).isTrue();
		this.ecs.describer.describe(EcsFixture.fargate());
		assertThat(this.ecs.describer.unanswered()).isFalse();
		assertThat(this.ecs.aws.requests()).containsExactly("DescribeTasks", "DescribeTaskDefinition",
				"DescribeServices", "DescribeTaskDefinition", "DescribeTaskDefinition");
		assertThat(output.getOut().split("Capacity is not known", -1)).hasSize(2);
	}

	@Test
	void describeWhenTheArnIsNotKnownCallsNobody() {
		InstanceIdentity identity = InstanceIdentity.unknown(Platform.ECS_FARGATE);
		assertThat(this.ecs.describer.describe(identity)).isSameAs(identity);
		assertThat(this.ecs.aws.requests()).isEmpty();
	}

	@Test
	void describeInHostModeTakesThePortsFromTheDefinition() {
		this.ecs.aws.answerWith("DescribeTasks", "ecs-describe-tasks-ec2.json")
			.answer("DescribeTaskDefinition",
					ScriptedEcs.fixture("ecs-describe-task-definition.json").replace("\"awsvpc\"", "\"host\""))
			.answerWith("DescribeServices", "ecs-describe-services.json");
		InstanceIdentity described = this.ecs.describer.describe(EcsFixture.onInstance());
		assertThat(described.task()).isNotNull().extracting(TaskIdentity::hostPorts).isEqualTo(Map.of(8080, 8080));
		assertThat(described.reachablePort(8080)).isEqualTo(8080);
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "false, false" })
	void describeLearnsWhetherTheContainerIsStartedAgain(boolean enabled, boolean restarts) {
		this.ecs.aws.answerWith("DescribeTasks", "ecs-describe-tasks-fargate-spot-running.json")
			.answer("DescribeTaskDefinition",
					("{\"taskDefinition\":{\"containerDefinitions\":[{\"name\":\"app\","
							+ "\"restartPolicy\":{\"enabled\":%s,\"ignoredExitCodes\":[75]}},"
							+ "{\"name\":\"proxy\",\"restartPolicy\":{\"enabled\":%s}}]}}")
						.formatted(enabled, !enabled));
		assertThat(this.ecs.describer.describe(EcsFixture.fargate()).restarts()).isEqualTo(restarts);
	}

	@ParameterizedTest
	@CsvSource({ "'', 120, stopTimeout of container 'app'", "-default-stoptimeout, 30, default stopTimeout of ECS" })
	void gracePeriodIsThatOfOurContainer(String definition, int seconds, String origin) {
		this.ecs.plain("fargate-ondemand", definition).describer.describe(EcsFixture.fargate());
		assertThat(new EcsGracePeriod(this.ecs.facts).find(EcsFixture.fargate()))
			.isEqualTo(new GracePeriod.Known(Duration.ofSeconds(seconds), origin,
					"Set 'stopTimeout' of container 'app' in the task definition, at most 120 s on Fargate.", true));
	}

	@ParameterizedTest
	@CsvSource({ "'', true", "-default-stoptimeout, false" })
	void gracePeriodOnAnInstanceIsKnownWhereItIsConfigured(String definition, boolean known) {
		this.ecs.plain("fargate-ondemand", definition).describer.describe(EcsFixture.fargate());
		assertThat(new EcsGracePeriod(this.ecs.facts).find(EcsFixture.fargate().as(Platform.ECS_EC2))).isNotNull()
			.extracting(GracePeriod.Known::read)
			.isEqualTo(known);
	}

	@Test
	void gracePeriodWhenNothingWasReadIsTheDefault() {
		GracePeriod gracePeriod = new EcsGracePeriod(this.ecs.facts);
		assertThat(gracePeriod.find(EcsFixture.onInstance())).isNotNull().satisfies((known) -> {
			assertThat(known.duration()).isEqualTo(Duration.ofSeconds(30));
			assertThat(known.origin()).isEqualTo("default of ECS");
			assertThat(known.remedy()).contains("'stopTimeout' of container 'app'", "ECS_CONTAINER_STOP_TIMEOUT",
					"spot-aware.termination-grace-period");
		});
		assertThat(gracePeriod.find(InstanceIdentity.unknown(Platform.EC2))).isNull();
	}

	@Test
	void gracePeriodWhenItIsNotKnownWhichOfSeveralContainersWeAreIsTheDefault() {
		this.ecs.aws.answerWith("DescribeTasks", "ecs-describe-tasks-fargate-ondemand.json")
			.answer("DescribeTaskDefinition",
					"{\"taskDefinition\":{\"containerDefinitions\":[{\"name\":\"a\",\"stopTimeout\":9},{\"name\":\"b\"}]}}")
			.answerWith("DescribeServices", "ecs-describe-services.json");
		this.ecs.describer.describe(EcsFixture.fargate());
		assertThat(this.ecs.facts.stopTimeout()).isNull();
	}

	@Test
	void shortStopTimeoutOnFargateSpotIsAFinding() {
		this.ecs.plain("fargate-spot-running", "-default-stoptimeout").describer.describe(EcsFixture.fargate());
		assertThat(this.ecs.findings.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("ecs-stop-timeout-short");
			assertThat(finding.message()).contains("only 30 s", "about 25 s");
			assertThat(finding.remedy())
				.isEqualTo("Set 'stopTimeout' of container 'app' in the task definition, at most 120 s on Fargate.");
		});
	}

	@ParameterizedTest
	@CsvSource({ "fargate-spot-running, ''", "fargate-ondemand, -default-stoptimeout" })
	void stopTimeoutThatIsLongOrMattersLessIsNone(String task, String definition) {
		this.ecs.plain(task, definition).describer.describe(EcsFixture.fargate());
		assertThat(this.ecs.findingIds()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					"serviceRegistries":[{"registryArn":"arn:x"}]                                             | Cloud Map
					"taskSets":[{"serviceRegistries":[{"registryArn":"arn:x"}]}]                              | Cloud Map
					"loadBalancers":[{"loadBalancerName":"old","containerName":"app","containerPort":80}]     | a Classic Load Balancer
					"deployments":[{"vpcLatticeConfigurations":[{"targetGroupArn":"arn:x","portName":"web"}]}] | VPC Lattice
					""")
	void callersBesideTargetGroupsAreAFinding(String members, String callers) {
		this.ecs.service(members).plain("fargate-ondemand", "").describer.describe(EcsFixture.fargate());
		assertThat(this.ecs.findings.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("ecs-callers-beside-target-groups");
			assertThat(finding.message()).contains("come by %s,".formatted(callers));
			assertThat(finding.remedy()).contains("spot-aware.drain.settle").doesNotContain("quiet-period");
		});
	}

	@Test
	void callersThatAProxyMergesAskForMoreSilence() {
		this.ecs.service("\"deployments\":[{\"serviceConnectConfiguration\":{\"enabled\":true}}]").aws
			.answerWith("DescribeTasks", "ecs-describe-tasks-fargate-ondemand.json")
			.answer("DescribeTaskDefinition", ScriptedEcs.fixture("ecs-describe-task-definition.json")
				.replace("\"family\"",
						"\"proxyConfiguration\":{\"type\":\"APPMESH\",\"containerName\":\"envoy\"},\"family\""));
		this.ecs.describer.describe(EcsFixture.fargate());
		assertThat(this.ecs.findings.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.message()).contains("Service Connect and App Mesh");
			assertThat(finding.remedy()).contains("Set spot-aware.drain.quiet-period to spot-aware.drain.settle");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"deployments\":[{\"serviceConnectConfiguration\":{\"enabled\":false}}]",
			"\"deployments\":[{\"serviceConnectConfiguration\":{}}]", "\"serviceRegistries\":[]" })
	void callersThatAreSwitchedOffAreNone(String members) {
		this.ecs.service(members).plain("fargate-ondemand", "").describer.describe(EcsFixture.fargate());
		assertThat(this.ecs.findingIds()).isEmpty();
	}

}
