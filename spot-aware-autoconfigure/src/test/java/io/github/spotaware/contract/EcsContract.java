package io.github.spotaware.contract;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.spotaware.test.ecs.LaunchType;
import io.github.spotaware.test.ecs.NetworkMode;
import io.github.spotaware.test.ecs.ServiceSettings;
import io.github.spotaware.test.ecs.TaskDefinition;
import io.github.spotaware.test.ecs.TaskSettings;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What we rely on in the ECS API. Throttling is not among it: no foreign server has it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/Welcome.html">
 * Amazon ECS API Reference</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html">
 * Amazon ECS API failure reasons</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EcsContract {

	static final TaskSettings SPOT = TaskSettings.fargateSpot("10.0.1.15");

	static final String GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/blue/0123456789abcdef";

	static final String OTHER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/green/0123456789abcdef";

	static final String UNKNOWN = "0123456789abcdef0123456789abcdef";

	private EcsClient client;

	@BeforeAll
	void open() {
		this.client = connect();
	}

	@AfterAll
	void close() {
		this.client.close();
	}

	/**
	 * Return a client for the server.
	 */
	abstract EcsClient connect();

	/**
	 * Return the ARN of a cluster.
	 */
	abstract String cluster();

	/**
	 * Return the id of an instance that tasks can be run on.
	 */
	abstract String instance();

	/**
	 * Run a task in the cluster.
	 * @return its ARN
	 */
	abstract String run(TaskSettings settings);

	/**
	 * Stop a task as a user does.
	 */
	abstract void stop(String task, String reason);

	/**
	 * Create a service in the cluster.
	 */
	abstract void create(ServiceSettings settings);

	/**
	 * Do something as a client that may do nothing.
	 */
	abstract void withoutPermission(Consumer<EcsClient> what);

	final EcsClient client() {
		return this.client;
	}

	@ParameterizedTest
	@MethodSource("names")
	void taskIsDescribedByArnAndById(boolean clusterByArn, boolean byArn) {
		run(SPOT);
		String task = run(SPOT);
		assertThat(describe(named(cluster(), clusterByArn), named(task, byArn)).tasks()).singleElement()
			.satisfies((only) -> {
				assertThat(only.taskArn()).isEqualTo(task);
				assertThat(only.clusterArn()).isEqualTo(cluster());
			});
	}

	@Test
	void taskOfACapacityProviderTellsIt() {
		Task described = task(run(SPOT));
		assertThat(described.capacityProviderName()).isEqualTo("FARGATE_SPOT");
		assertThat(described.containerInstanceArn()).isNull();
	}

	@Test
	void taskOfACapacityProviderTellsTheLaunchType() {
		assertThat(task(run(SPOT)).launchTypeAsString()).isEqualTo("FARGATE");
	}

	@Test
	void taskOfALaunchTypeTellsNoCapacityProvider() {
		Task described = task(run(SPOT.withCapacityProvider(null)));
		assertThat(described.launchTypeAsString()).isEqualTo("FARGATE");
		assertThat(described.capacityProviderName()).isNull();
	}

	@Test
	void taskOfAServiceIsInTheServicesGroup() {
		assertThat(task(run(SPOT.inService("shop"))).group()).isEqualTo("service:shop");
	}

	@Test
	void taskOfItsOwnIsInTheGroupOfItsFamily() {
		assertThat(task(run(SPOT)).group()).isEqualTo("family:" + SPOT.definition().family());
	}

	@Test
	void taskOnAnInstanceTellsWhich() {
		Task described = task(run(TaskSettings.ec2(instance(), "10.0.1.15")));
		assertThat(described.capacityProviderName()).isEqualTo("demo-asg-spot");
		assertThat(this.client
			.describeContainerInstances(
					(request) -> request.cluster(cluster()).containerInstances(described.containerInstanceArn()))
			.containerInstances()).singleElement().extracting(ContainerInstance::ec2InstanceId).isEqualTo(instance());
	}

	@Test
	void taskOnAnInstanceByALaunchTypeTellsIt() {
		Task described = task(run(TaskSettings.ec2Bridge(instance(), 32768).withCapacityProvider(null)));
		assertThat(described.launchTypeAsString()).isEqualTo(LaunchType.EC2.name());
		assertThat(described.capacityProviderName()).isNull();
	}

	@Test
	void runningTaskIsToRunAndTellsNoReason() {
		Task described = task(run(SPOT));
		assertThat(described.desiredStatus()).isEqualTo("RUNNING");
		assertThat(described.stopCodeAsString()).isNull();
		assertThat(described.stoppedReason()).isNullOrEmpty();
	}

	@Test
	void stoppedTaskIsToStopAndTellsTheReason() {
		String task = run(SPOT);
		stop(task, "a walk");
		Task described = task(task);
		assertThat(described.desiredStatus()).isEqualTo("STOPPED");
		assertThat(described.stoppedReason()).isEqualTo("a walk");
	}

	@Test
	void stoppedTaskTellsTheCode() {
		String task = run(SPOT);
		stop(task, "a walk");
		assertThat(task(task).stopCodeAsString()).isEqualTo("UserInitiated");
	}

	@Test
	void unknownTaskIsAFailure() {
		String unknown = sibling(run(SPOT));
		DescribeTasksResponse response = describe(cluster(), unknown);
		assertThat(response.tasks()).isEmpty();
		assertThat(response.failures()).singleElement().satisfies((only) -> {
			assertThat(only.arn()).isEqualTo(unknown);
			assertThat(only.reason()).isEqualTo("MISSING");
		});
	}

	@Test
	void unknownServiceIsAFailure() {
		assertThat(this.client.describeServices((request) -> request.cluster(cluster()).services("unknown")))
			.satisfies((response) -> {
				assertThat(response.services()).isEmpty();
				assertThat(response.failures()).singleElement().extracting(Failure::reason).isEqualTo("MISSING");
			});
	}

	@Test
	void unknownInstanceIsAFailure() {
		String known = task(run(TaskSettings.ec2(instance(), "10.0.1.15"))).containerInstanceArn();
		assertThat(this.client
			.describeContainerInstances((request) -> request.cluster(cluster()).containerInstances(sibling(known))))
			.satisfies((response) -> {
				assertThat(response.containerInstances()).isEmpty();
				assertThat(response.failures()).singleElement().extracting(Failure::reason).isEqualTo("MISSING");
			});
	}

	@ParameterizedTest
	@MethodSource("callsInACluster")
	void unknownClusterIsNotFound(BiConsumer<EcsClient, @Nullable String> call) {
		assertRefused("ClusterNotFoundException", () -> call.accept(this.client, "unknown"));
	}

	@ParameterizedTest
	@MethodSource("callsInACluster")
	void clusterIsTheDefaultWhereNoneIsNamed(BiConsumer<EcsClient, @Nullable String> call) {
		assertRefused("ClusterNotFoundException", () -> call.accept(this.client, null));
	}

	@ParameterizedTest
	@MethodSource("names")
	void serviceIsDescribedByArnAndByName(boolean clusterByArn, boolean byArn) {
		create(ServiceSettings.of("other"));
		String name = "shop-" + UUID.randomUUID();
		create(ServiceSettings.of(name));
		String arn = service(name).serviceArn();
		assertThat(this.client
			.describeServices((request) -> request.cluster(named(cluster(), clusterByArn)).services(named(arn, byArn)))
			.services()).singleElement().extracting(Service::serviceName).isEqualTo(name);
	}

	@Test
	void serviceThatNothingRoutesToTellsNoTargetGroups() {
		Service described = created(ServiceSettings.of("quiet"));
		assertThat(described.loadBalancers()).isEmpty();
		assertThat(described.taskSets()).isEmpty();
		assertThat(described.serviceRegistries()).isEmpty();
		assertThat(described.deployments()).extracting(Deployment::serviceConnectConfiguration).containsOnlyNulls();
	}

	@Test
	void serviceTellsTargetGroupsWithContainerAndPort() {
		Service described = created(ServiceSettings.of("routed")
			.with(ServiceSettings.LoadBalancer.of(GROUP))
			.with(new ServiceSettings.LoadBalancer(OTHER, "envoy", 9901, null)));
		assertThat(described.loadBalancers()).extracting(LoadBalancer::targetGroupArn).containsExactly(GROUP, OTHER);
		assertThat(described.loadBalancers()).extracting(LoadBalancer::containerName).containsExactly("app", "envoy");
		assertThat(described.loadBalancers()).extracting(LoadBalancer::containerPort).containsExactly(8080, 9901);
		assertThat(described.loadBalancers()).extracting(LoadBalancer::advancedConfiguration).containsOnlyNulls();
	}

	@Test
	void serviceOfBlueAndGreenTellsTheAlternateTargetGroup() {
		Service described = created(
				ServiceSettings.of("blue-green").with(new ServiceSettings.LoadBalancer(GROUP, "app", 8080, OTHER)));
		assertThat(described.loadBalancers()).singleElement()
			.satisfies((only) -> assertThat(only.advancedConfiguration().alternateTargetGroupArn()).isEqualTo(OTHER));
	}

	@Test
	void serviceOfTaskSetsTellsTheirTargetGroups() {
		Service described = created(
				ServiceSettings.of("deployed-by-others").withTaskSet(ServiceSettings.LoadBalancer.of(GROUP)));
		assertThat(described.taskSets()).singleElement()
			.satisfies((set) -> assertThat(set.loadBalancers()).extracting(LoadBalancer::targetGroupArn)
				.containsExactly(GROUP));
	}

	@Test
	void serviceInCloudMapTellsTheRegistry() {
		assertThat(created(ServiceSettings.of("found").withCloudMap()).serviceRegistries()).hasSize(1);
	}

	@Test
	void serviceOfServiceConnectTellsItByItsDeployment() {
		assertThat(created(ServiceSettings.of("connected").withServiceConnect()).deployments())
			.anySatisfy((deployment) -> assertThat(deployment.serviceConnectConfiguration().enabled()).isTrue());
	}

	@Test
	void taskDefinitionIsDescribedByArnAndByFamilyAndRevision() {
		String arn = task(run(SPOT)).taskDefinitionArn();
		assertThat(definition(arn).taskDefinitionArn()).isEqualTo(arn);
		assertThat(definition(named(arn, false)).taskDefinitionArn()).isEqualTo(arn);
	}

	@Test
	void taskDefinitionTellsNoStopTimeoutUnlessItIsSet() {
		assertThat(containers(TaskDefinition.of(NetworkMode.AWSVPC))).singleElement().satisfies((only) -> {
			assertThat(only.name()).isEqualTo("app");
			assertThat(only.stopTimeout()).isNull();
		});
	}

	@Test
	void taskDefinitionTellsTheStopTimeoutOfEachContainer() {
		List<ContainerDefinition> containers = containers(TaskDefinition.of(NetworkMode.AWSVPC)
			.withStopTimeout(Duration.ofMinutes(2))
			.withSidecar(new TaskDefinition.Container("envoy", Duration.ofSeconds(5), 9901)));
		assertThat(containers).extracting(ContainerDefinition::name).containsExactly("app", "envoy");
		assertThat(containers).extracting(ContainerDefinition::stopTimeout).containsExactly(120, 5);
	}

	@Test
	void taskDefinitionTellsThePortsOfTheInstancesNetwork() {
		TaskSettings settings = TaskSettings.ec2Bridge(instance(), 32768)
			.withDefinition(TaskDefinition.of(NetworkMode.HOST));
		software.amazon.awssdk.services.ecs.model.TaskDefinition described = definition(
				task(run(settings)).taskDefinitionArn());
		assertThat(described.networkModeAsString()).isEqualTo("host");
		assertThat(described.containerDefinitions().get(0).portMappings()).singleElement().satisfies((only) -> {
			assertThat(only.containerPort()).isEqualTo(8080);
			assertThat(only.protocolAsString()).isEqualTo("tcp");
		});
	}

	@Test
	void taskDefinitionTellsTheProxy() {
		String with = task(run(SPOT.withDefinition(SPOT.definition().withAppMesh()))).taskDefinitionArn();
		assertThat(definition(with).proxyConfiguration().typeAsString()).isEqualTo("APPMESH");
	}

	@Test
	void taskDefinitionWithoutAProxyTellsNone() {
		assertThat(definition(task(run(SPOT)).taskDefinitionArn()).proxyConfiguration()).isNull();
	}

	@Test
	void unknownTaskDefinitionIsRefused() {
		assertRefused("ClientException", () -> definition("unknown:1"));
	}

	/**
	 * The status is not relied on, only the code.
	 */
	@Test
	void deniedActionIsToldAsSuch() {
		String task = run(SPOT);
		withoutPermission((denied) -> assertThatExceptionOfType(AwsServiceException.class)
			.isThrownBy(() -> denied.describeTasks((request) -> request.cluster(cluster()).tasks(task)))
			.satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException")));
	}

	static Stream<Arguments> names() {
		return Stream.of(Arguments.of(true, true), Arguments.of(true, false), Arguments.of(false, true),
				Arguments.of(false, false));
	}

	static Stream<BiConsumer<EcsClient, @Nullable String>> callsInACluster() {
		return Stream.of(
				(client, cluster) -> client.describeTasks((request) -> request.cluster(cluster).tasks(UNKNOWN)),
				(client, cluster) -> client.describeServices((request) -> request.cluster(cluster).services(UNKNOWN)),
				(client, cluster) -> client
					.describeContainerInstances((request) -> request.cluster(cluster).containerInstances(UNKNOWN)));
	}

	static void assertRefused(String code, ThrowingCallable call) {
		assertThatExceptionOfType(AwsServiceException.class).isThrownBy(call).satisfies((ex) -> {
			assertThat(ex.statusCode()).isEqualTo(400);
			assertThat(ex.awsErrorDetails().errorCode()).isEqualTo(code);
		});
	}

	/**
	 * Return an ARN, or what it ends with: an id or a name.
	 */
	static String named(String arn, boolean byArn) {
		return byArn ? arn : arn.substring(arn.lastIndexOf('/') + 1);
	}

	/**
	 * Return the ARN of something unknown of the same kind and place.
	 */
	static String sibling(String arn) {
		return arn.substring(0, arn.lastIndexOf('/') + 1) + UNKNOWN;
	}

	final DescribeTasksResponse describe(String cluster, String task) {
		return this.client.describeTasks((request) -> request.cluster(cluster).tasks(task));
	}

	final Task task(String arn) {
		return describe(cluster(), arn).tasks().get(0);
	}

	final Service created(ServiceSettings settings) {
		create(settings);
		return service(settings.name());
	}

	final Service service(String name) {
		return this.client.describeServices((request) -> request.cluster(cluster()).services(name)).services().get(0);
	}

	final software.amazon.awssdk.services.ecs.model.TaskDefinition definition(String name) {
		return this.client.describeTaskDefinition((request) -> request.taskDefinition(name)).taskDefinition();
	}

	private List<ContainerDefinition> containers(TaskDefinition definition) {
		return definition(task(run(SPOT.withDefinition(definition))).taskDefinitionArn()).containerDefinitions();
	}

}
