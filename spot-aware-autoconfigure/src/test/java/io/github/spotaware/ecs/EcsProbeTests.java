package io.github.spotaware.ecs;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Capacity;
import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.TaskIdentity;
import io.github.spotaware.aws.Findings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link EcsProbe}.
 */
class EcsProbeTests {

	private static final String ARN = "arn:aws:ecs:ap-northeast-1:123456789012:task/demo/0123456789abcdef0123456789abcdef";

	private static final String CLUSTER = "arn:aws:ecs:ap-northeast-1:123456789012:cluster/demo";

	private final MockEnvironment environment = new MockEnvironment();

	private final TaskFacts facts = new TaskFacts();

	private final Findings findings = new Findings();

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final EcsProbe probe = new EcsProbe(this.environment, this.facts, this.findings,
			this.beans.getBeanProvider(Describer.class));

	private ScriptedEcs ecs;

	@BeforeEach
	void open() throws IOException {
		this.ecs = new ScriptedEcs();
		this.environment.setProperty(EcsProbe.METADATA_URI, this.ecs.container().toString());
	}

	@AfterEach
	void close() {
		this.ecs.close();
	}

	@Test
	void signIsTheVariableOnly() {
		assertThat(this.probe.sign()).isEqualTo("'ECS_CONTAINER_METADATA_URI_V4' is set");
		MockEnvironment pod = new MockEnvironment()
			.withProperty("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/0")
			.withProperty("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1/credentials");
		assertThat(new EcsProbe(pod, this.facts, this.findings, this.beans.getBeanProvider(Describer.class)).sign())
			.isNull();
		assertThat(this.ecs.requests()).isEmpty();
	}

	@Test
	void identifyOnFargate() throws IOException {
		this.ecs.task("tmds-v4-task-fargate-running.json");
		assertThat(this.probe.identify()).isEqualTo(new InstanceIdentity(Platform.ECS_FARGATE, null, "10.0.1.15",
				"ap-northeast-1a", "ap-northeast-1", Capacity.UNKNOWN,
				new TaskIdentity(ARN, CLUSTER, "demo-svc", "app", List.of("10.0.1.15"), Map.of())));
		assertThat(this.facts.definition()).isEqualTo("demo:7");
		assertThat(this.findings.findings()).isEmpty();
	}

	@Test
	void identifyInBridgeModeHasPortsAndNoAddress() throws IOException {
		this.ecs.task("tmds-v4-task-ec2-bridge.json");
		assertThat(this.probe.identify()).isEqualTo(new InstanceIdentity(Platform.ECS_EC2, null, null,
				"ap-northeast-1a", "ap-northeast-1", Capacity.UNKNOWN,
				new TaskIdentity(ARN, "demo", "demo-svc", "app", List.of(), Map.of(8080, 32768))));
		assertThat(this.findings.findings()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "fargate-standalone, ECS_FARGATE", "fargate-stopping, ECS_FARGATE", "ec2-running, ECS_EC2",
			"managed-instances-running, ECS_EC2" })
	void identifyTellsThePlatform(String fixture, Platform platform) throws IOException {
		this.ecs.task("tmds-v4-task-%s.json".formatted(fixture));
		assertThat(this.probe.identify().platform()).isEqualTo(platform);
	}

	@ParameterizedTest
	@CsvSource({ "EXTERNAL, , ECS_EXTERNAL", ", AWS_ECS_FARGATE, ECS_FARGATE", ", AWS_ECS_EC2, ECS_EC2", ", , ECS_EC2",
			"NEW, AWS_ECS_FARGATE, ECS_FARGATE" })
	void identifyWhenTheLaunchTypeIsMissingOrNewGoesByTheEnvironment(String launchType, String execution,
			Platform platform) throws IOException {
		if (execution != null) {
			this.environment.setProperty("AWS_EXECUTION_ENV", execution);
		}
		this.ecs.answer(ScriptedEcs.TASK,
				(launchType != null) ? "{\"LaunchType\":\"%s\"}".formatted(launchType) : "{}");
		assertThat(this.probe.identify().platform()).isEqualTo(platform);
	}

	@Test
	void identifyWhenNothingIsToldKnowsThatAndSaysSo() throws IOException {
		this.environment.setProperty("AWS_REGION", "eu-west-1");
		this.ecs.answer(ScriptedEcs.TASK, "{\"LaunchType\":\"FARGATE\"}");
		InstanceIdentity identity = this.probe.identify();
		assertThat(identity.region()).isEqualTo("eu-west-1");
		assertThat(identity.privateIp()).isNull();
		assertThat(identity.task())
			.isEqualTo(new TaskIdentity("a task without an ARN", null, null, null, List.of(), Map.of()));
		assertThat(this.findings.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("ecs-metadata-incomplete");
			assertThat(finding.message()).contains("the ARN of the task", "which container we are",
					"the address of the task");
		});
	}

	@Test
	void identifyWhenTheClusterIsMissingTakesItFromTheArn() throws IOException {
		this.ecs.answer(ScriptedEcs.TASK, "{\"TaskARN\":\"%s\"}".formatted(ARN));
		assertThat(this.probe.identify().task()).isNotNull().extracting(TaskIdentity::cluster).isEqualTo("demo");
	}

	@Test
	void identifyWithIpv6OnlyHasThatAddress() throws IOException {
		this.ecs.answer(ScriptedEcs.TASK,
				ScriptedEcs.fixture("tmds-v4-task-fargate-running.json")
					.replace("IPv4Addresses", "IPv6Addresses")
					.replace("10.0.1.15", "2001:db8::15"));
		assertThat(this.probe.identify().privateIp()).isEqualTo("2001:db8::15");
	}

	@Test
	void identifyWhenOurContainerIsNotToldTakesTheOnlyOne() throws IOException {
		this.ecs.answerWith(ScriptedEcs.TASK, "tmds-v4-task-fargate-running.json");
		assertThat(this.probe.identify().task()).isNotNull().extracting(TaskIdentity::container).isEqualTo("app");
	}

	@ParameterizedTest
	@CsvSource({ "500, {}", "200, garbage", "200, []" })
	void identifyWhenTheMetadataFailsFallsBackToTheEnvironment(int status, String body) throws IOException {
		this.environment.setProperty("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE");
		this.ecs.answer(ScriptedEcs.TASK, status, body);
		assertThat(this.probe.identify()).isEqualTo(InstanceIdentity.unknown(Platform.ECS_FARGATE));
		assertThat(this.ecs.requests()).containsExactly(ScriptedEcs.TASK, ScriptedEcs.TASK);
		assertThat(this.findings.findings()).extracting(Finding::id).containsExactly("ecs-metadata-unreachable");
	}

	@Test
	void identifyWhenTheMetadataFailsOnceAsksAgain() throws IOException {
		this.ecs.answer(ScriptedEcs.TASK, 500, "").task("tmds-v4-task-fargate-running.json");
		assertThat(this.probe.identify().region()).isEqualTo("ap-northeast-1");
		assertThat(this.findings.findings()).isEmpty();
	}

	@Test
	void identifyWhenTheMetadataHangsFallsBackInTime() throws IOException {
		this.ecs.hang(ScriptedEcs.TASK);
		assertThat(this.probe.identify()).isEqualTo(InstanceIdentity.unknown(Platform.ECS_EC2));
		assertThat(this.findings.findings()).extracting(Finding::id).containsExactly("ecs-metadata-unreachable");
	}

	@Test
	void identifyWhenTheVariableIsMissingFails() {
		EcsProbe elsewhere = new EcsProbe(new MockEnvironment(), this.facts, this.findings,
				this.beans.getBeanProvider(Describer.class));
		assertThatIOException().isThrownBy(elsewhere::identify)
			.withMessage("'ECS_CONTAINER_METADATA_URI_V4' is not set");
	}

	@Test
	void completeAsksWhatDescribes() {
		InstanceIdentity identity = InstanceIdentity.unknown(Platform.ECS_FARGATE);
		assertThat(this.probe.complete(identity)).isSameAs(identity);
		assertThat(this.probe.unanswered()).isFalse();
		InstanceIdentity more = InstanceIdentity.unknown(Platform.ECS_EC2);
		this.beans.registerSingleton("describer", (Describer) (known) -> more);
		assertThat(this.probe.complete(identity)).isSameAs(more);
	}

}
