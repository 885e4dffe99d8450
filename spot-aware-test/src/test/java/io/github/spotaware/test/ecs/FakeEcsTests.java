package io.github.spotaware.test.ecs;

import java.time.Duration;
import java.util.List;

import io.github.spotaware.test.ManualTicker;
import io.github.spotaware.test.wire.Engine;
import io.github.spotaware.test.wire.Fault;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FakeEcs}, by the AWS SDK.
 */
class FakeEcsTests {

	private static final String GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop/0123456789abcdef";

	private static final String OTHER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/green/0123456789abcdef";

	private final Vertx vertx = Engine.start();

	private final FakeEcs ecs = new FakeEcs(this.vertx, new ManualTicker());

	private final EcsClient sdk = EcsClient.builder()
		.endpointOverride(this.ecs.endpoint())
		.region(Region.US_EAST_1)
		.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
		.httpClient(UrlConnectionHttpClient.create())
		.overrideConfiguration((config) -> config.retryStrategy(DefaultRetryStrategy.doNotRetry())
			.apiCallTimeout(Duration.ofSeconds(20)))
		.build();

	@AfterEach
	void close() {
		this.sdk.close();
		this.ecs.close();
		Engine.await(this.vertx.close());
	}

	@Test
	void describeTasksTellsCapacityProviderAndService() {
		FakeTask task = this.ecs.runTask(TaskSettings.fargateSpot("10.0.1.15").inService("demo-svc"));
		assertThat(describe(task.arn())).satisfies((described) -> {
			assertThat(described.taskArn()).isEqualTo(task.arn());
			assertThat(described.capacityProviderName()).isEqualTo("FARGATE_SPOT");
			assertThat(described.launchTypeAsString()).isEqualTo("FARGATE");
			assertThat(described.group()).isEqualTo("service:demo-svc");
			assertThat(described.desiredStatus()).isEqualTo("RUNNING");
			assertThat(described.stopCode()).isNull();
			assertThat(described.stoppedReason()).isNull();
			assertThat(described.containerInstanceArn()).isNull();
		});
	}

	@Test
	void describeTasksByIdInTheClusterByItsArn() {
		FakeTask task = this.ecs.runTask(TaskSettings.fargateSpot("10.0.1.15").withCapacityProvider(null));
		Task described = this.sdk.describeTasks((request) -> request.cluster(this.ecs.clusterArn()).tasks(task.id()))
			.tasks()
			.get(0);
		assertThat(described.capacityProviderName()).isNull();
		assertThat(described.group()).isEqualTo("family:demo");
	}

	@Test
	void describeTasksWhileStoppingTellsWhy() {
		FakeTask task = this.ecs.runTask(TaskSettings.fargateSpot("10.0.1.15"));
		task.stopping("SpotInterruption", "Your Spot Task was interrupted.");
		assertThat(describe(task.arn())).satisfies((described) -> {
			assertThat(described.desiredStatus()).isEqualTo("STOPPED");
			assertThat(described.lastStatus()).isEqualTo("RUNNING");
			assertThat(described.stopCode()).isEqualTo(TaskStopCode.SPOT_INTERRUPTION);
			assertThat(described.stoppedReason()).isEqualTo("Your Spot Task was interrupted.");
		});
		task.stopped(143);
		assertThat(describe(task.arn())).satisfies((described) -> {
			assertThat(described.lastStatus()).isEqualTo("STOPPED");
			assertThat(described.containers().get(0).exitCode()).isEqualTo(143);
		});
	}

	@Test
	void describeTasksWhenUnknownIsAFailure() {
		List<Failure> failures = this.sdk.describeTasks((request) -> request.cluster("demo").tasks("0123")).failures();
		assertThat(failures).singleElement().extracting(Failure::reason).isEqualTo("MISSING");
	}

	@Test
	void describeTasksWhenClusterIsUnknownIsAnError() {
		assertThatExceptionOfType(ClusterNotFoundException.class)
			.isThrownBy(() -> this.sdk.describeTasks((request) -> request.tasks("0123")));
	}

	@Test
	void describeServicesTellsTargetGroups() {
		this.ecs.createService(ServiceSettings.of("demo-svc")
			.with(new ServiceSettings.LoadBalancer(GROUP, "envoy", 9901, OTHER))
			.withTaskSet(ServiceSettings.LoadBalancer.of(OTHER))
			.withServiceConnect()
			.withCloudMap());
		Service service = this.sdk.describeServices((request) -> request.cluster("demo").services("demo-svc"))
			.services()
			.get(0);
		LoadBalancer loadBalancer = service.loadBalancers().get(0);
		assertThat(loadBalancer.targetGroupArn()).isEqualTo(GROUP);
		assertThat(loadBalancer.containerName()).isEqualTo("envoy");
		assertThat(loadBalancer.containerPort()).isEqualTo(9901);
		assertThat(loadBalancer.advancedConfiguration().alternateTargetGroupArn()).isEqualTo(OTHER);
		assertThat(service.taskSets().get(0).loadBalancers().get(0).targetGroupArn()).isEqualTo(OTHER);
		assertThat(service.deployments().get(0).serviceConnectConfiguration().enabled()).isTrue();
		assertThat(service.serviceRegistries()).hasSize(1);
	}

	@Test
	void describeTaskDefinitionTellsTheStopTimeout() {
		TaskDefinition definition = TaskDefinition.of(NetworkMode.AWSVPC).withStopTimeout(Duration.ofMinutes(2));
		this.ecs.runTask(TaskSettings.fargateSpot("10.0.1.15").withDefinition(definition.withAppMesh()));
		software.amazon.awssdk.services.ecs.model.TaskDefinition described = this.sdk
			.describeTaskDefinition((request) -> request.taskDefinition("demo:7"))
			.taskDefinition();
		assertThat(described.networkModeAsString()).isEqualTo("awsvpc");
		assertThat(described.containerDefinitions().get(0).stopTimeout()).isEqualTo(120);
		assertThat(described.proxyConfiguration().typeAsString()).isEqualTo("APPMESH");
	}

	@Test
	void describeContainerInstancesTellsTheInstance() {
		FakeTask task = this.ecs.runTask(TaskSettings.ec2Bridge("i-0123456789abcdef0", 32768));
		String containerInstance = describe(task.arn()).containerInstanceArn();
		assertThat(this.sdk
			.describeContainerInstances((request) -> request.cluster("demo").containerInstances(containerInstance))
			.containerInstances()
			.get(0)
			.ec2InstanceId()).isEqualTo("i-0123456789abcdef0");
	}

	@Test
	void deniedActionIsToldAsJsonServicesDo() {
		this.ecs.fail("DescribeTasks", Fault.accessDenied());
		assertThatExceptionOfType(AwsServiceException.class).isThrownBy(() -> describe("0123")).satisfies((ex) -> {
			assertThat(ex.statusCode()).isEqualTo(400);
			assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
		});
		assertThat(this.ecs.calls("DescribeTasks")).singleElement()
			.extracting(EcsCall::outcome)
			.isEqualTo("AccessDeniedException");
	}

	@Test
	void throttledActionIsToldAsSuch() {
		this.ecs.fail("DescribeTasks", Fault.throttling(), 1);
		assertThatExceptionOfType(AwsServiceException.class).isThrownBy(() -> describe("0123"))
			.satisfies((ex) -> assertThat(ex.isThrottlingException()).isTrue());
		assertThat(this.sdk.describeTasks((request) -> request.cluster("demo").tasks("0123")).tasks()).isEmpty();
	}

	private Task describe(String task) {
		return this.sdk.describeTasks((request) -> request.cluster("demo").tasks(task)).tasks().get(0);
	}

}
