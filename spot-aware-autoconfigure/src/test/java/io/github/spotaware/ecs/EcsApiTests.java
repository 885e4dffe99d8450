package io.github.spotaware.ecs;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.spotaware.Finding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EcsApi}.
 */
class EcsApiTests {

	private static final TaskArn TASK = Objects.requireNonNull(TaskArn.parse(EcsFixture.ARN));

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
	@CsvSource({ "fargate-spot-running, RUNNING, FARGATE_SPOT, , FARGATE",
			"fargate-spot-interrupted, STOPPED, FARGATE_SPOT, SpotInterruption, FARGATE",
			"fargate-ondemand, RUNNING, FARGATE, , FARGATE", "launchtype-only, RUNNING, , , FARGATE",
			"scale-in, STOPPED, FARGATE_SPOT, ServiceSchedulerInitiated, FARGATE",
			"ec2, RUNNING, demo-asg-spot, , EC2" })
	void taskReadsEveryFixture(String fixture, String desired, String provider, String stopCode, String launchType)
			throws Exception {
		this.ecs.aws.answerWith("DescribeTasks", "ecs-describe-tasks-%s.json".formatted(fixture));
		Task task = this.ecs.api.task(TASK, EcsFixture.CLUSTER).orThrow();
		assertThat(task.taskArn()).isEqualTo(EcsFixture.ARN);
		assertThat(task.desiredStatus()).isEqualTo(desired);
		assertThat(task.capacityProviderName()).isEqualTo(provider);
		assertThat(task.stopCodeAsString()).isEqualTo(stopCode);
		assertThat(task.launchTypeAsString()).isEqualTo(launchType);
		assertThat(task.group()).isEqualTo("service:demo-svc");
		assertThat(this.ecs.aws.bodies()).singleElement().asString().contains(EcsFixture.ARN, EcsFixture.CLUSTER);
		assertThat(this.ecs.findingIds()).isEmpty();
	}

	@Test
	void taskWhenItIsMissingIsAProblemAndAFinding() {
		this.ecs.aws.answerWith("DescribeTasks", "ecs-describe-tasks-missing.json");
		assertThat(this.ecs.api.task(TASK, null)).isEqualTo(Described.not("DescribeTasks finds nothing", false));
		assertThat(this.ecs.findings.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("ecs-not-found");
			assertThat(finding.message()).contains(EcsFixture.ARN, "'MISSING'");
		});
	}

	@Test
	void serviceReadsItsFixture() throws Exception {
		this.ecs.aws.answerWith("DescribeServices", "ecs-describe-services.json");
		Service service = this.ecs.api.service(TASK, "demo", "demo-svc").orThrow();
		assertThat(service.serviceName()).isEqualTo("demo-svc");
		assertThat(service.loadBalancers()).singleElement().satisfies((balancer) -> {
			assertThat(balancer.targetGroupArn()).isEqualTo(EcsFixture.GROUP);
			assertThat(balancer.containerPort()).isEqualTo(8080);
		});
		assertThat(this.ecs.aws.bodies()).singleElement().asString().contains("\"demo-svc\"", "\"demo\"");
	}

	@ParameterizedTest
	@CsvSource({ "'', 120", "-default-stoptimeout, " })
	void definitionReadsEveryFixture(String fixture, Integer stopTimeout) throws Exception {
		this.ecs.aws.answerWith("DescribeTaskDefinition", "ecs-describe-task-definition%s.json".formatted(fixture));
		TaskDefinition definition = this.ecs.api.definition("ap-northeast-1", "demo:7").orThrow();
		assertThat(definition.networkModeAsString()).isEqualTo("awsvpc");
		assertThat(definition.containerDefinitions()).singleElement()
			.satisfies((container) -> assertThat(container.stopTimeout()).isEqualTo(stopTimeout));
		assertThat(this.ecs.aws.bodies()).singleElement().asString().contains("\"demo:7\"");
	}

	@Test
	void instanceReadsItsFixture() throws Exception {
		this.ecs.aws.answerWith("DescribeContainerInstances", "ecs-describe-container-instances.json");
		ContainerInstance instance = this.ecs.api.instance(TASK, "demo", "arn").orThrow();
		assertThat(instance.ec2InstanceId()).isEqualTo("i-0123456789abcdef0");
	}

	static Stream<Arguments> failures() {
		return Stream.of( // status, answer, finding, whether to ask again, what is said
				Arguments.of(400, ScriptedEcs.fixture("ecs-error-access-denied.json"), "ecs-access-denied", false,
						"is not allowed"),
				Arguments.of(400, error("UnrecognizedClientException"), "ecs-unreachable", true, "fails"),
				Arguments.of(400, error("ExpiredTokenException"), "ecs-unreachable", true, "fails"),
				Arguments.of(400, error("ThrottlingException"), "ecs-throttled", true, "is throttled"),
				Arguments.of(400, error("ClusterNotFoundException"), "ecs-refused", false, "is refused"),
				Arguments.of(400, error("InvalidParameterException"), "ecs-refused", false, "is refused"),
				Arguments.of(500, error("ServerException"), "ecs-unreachable", true, "fails"),
				Arguments.of(200, "garbage", "ecs-unreachable", true, "fails"));
	}

	private static String error(String type) {
		return "{\"__type\":\"%s\",\"message\":\"No\"}".formatted(type);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void callWhenItFailsIsAProblemAndAFinding(int status, String answer, String finding, boolean retryable,
			String words) {
		this.ecs.aws.answer("DescribeTasks", status, answer);
		assertThat(this.ecs.api.task(TASK, null)).isEqualTo(Described.not("DescribeTasks " + words, retryable));
		assertThat(this.ecs.findingIds()).containsExactly(finding);
		assertThat(this.ecs.aws.requests()).hasSize(1);
	}

	@Test
	void findingsNameActionAndResource() {
		for (String action : new String[] { "DescribeTasks", "DescribeServices", "DescribeTaskDefinition",
				"DescribeContainerInstances" }) {
			this.ecs.aws.deny(action);
		}
		this.ecs.api.task(TASK, null);
		this.ecs.api.service(TASK, null, "demo-svc");
		this.ecs.api.definition("ap-northeast-1", "demo:7");
		this.ecs.api.instance(TASK, null, "arn:of:instance");
		assertThat(this.ecs.findings.findings()).extracting(Finding::remedy)
			.containsExactly("Allow 'ecs:DescribeTasks' on '%s' in the IAM role.".formatted(EcsFixture.ARN),
					"Allow 'ecs:DescribeServices' on 'arn:aws:ecs:ap-northeast-1:123456789012:service/demo/demo-svc' in the IAM role.",
					"Allow 'ecs:DescribeTaskDefinition' on '*' in the IAM role.",
					"Allow 'ecs:DescribeContainerInstances' on 'arn:of:instance' in the IAM role.");
	}

	@Test
	void findingGoesAwayWhenTheCallSucceeds() {
		this.ecs.aws.deny("DescribeTasks").answerWith("DescribeTasks", "ecs-describe-tasks-ec2.json");
		this.ecs.api.task(TASK, null);
		assertThat(this.ecs.findingIds()).containsExactly("ecs-access-denied");
		this.ecs.api.task(TASK, null);
		assertThat(this.ecs.findingIds()).isEmpty();
	}

}
