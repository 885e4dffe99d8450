package io.github.spotaware.contract;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.github.spotaware.test.ecs.NetworkMode;
import io.github.spotaware.test.ecs.ServiceSettings;
import io.github.spotaware.test.ecs.TaskDefinition;
import io.github.spotaware.test.ecs.TaskSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.ServiceRegistry;

/**
 * Creates in a cluster of moto what the test kit's settings say.
 */
final class MotoEcs {

	private static final String REGISTRY = "arn:aws:servicediscovery:us-east-1:123456789012:service/srv-0123456789abcdef";

	private final EcsClient client;

	private final String cluster;

	private MotoEcs(EcsClient client, String cluster) {
		this.client = client;
		this.cluster = cluster;
	}

	static EcsClient client(URI endpoint) {
		return client(endpoint, "test", "test");
	}

	static EcsClient client(URI endpoint, String key, String secret) {
		return EcsClient.builder()
			.endpointOverride(endpoint)
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
			.httpClientBuilder(UrlConnectionHttpClient.builder())
			.overrideConfiguration((override) -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
			.build();
	}

	static MotoEcs createCluster(EcsClient client) {
		String name = "cluster-" + UUID.randomUUID();
		return new MotoEcs(client, client.createCluster((request) -> request.clusterName(name)).cluster().clusterArn());
	}

	String cluster() {
		return this.cluster;
	}

	/**
	 * Start an instance in the cluster.
	 * @return its id
	 */
	String startInstance() {
		String instance = Moto.instance();
		this.client.registerContainerInstance((request) -> request.cluster(this.cluster)
			.instanceIdentityDocument("{\"instanceId\": \"%s\"}".formatted(instance)));
		return instance;
	}

	String run(TaskSettings settings) {
		String definition = register(settings.definition());
		return this.client.runTask((request) -> {
			request.cluster(this.cluster).taskDefinition(definition);
			purchase(request, settings);
			if (settings.service() != null) {
				request.group("service:" + settings.service());
			}
			if (settings.definition().networkMode() == NetworkMode.AWSVPC) {
				request.networkConfiguration((network) -> network
					.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(Moto.subnet()).securityGroups(List.of())));
			}
		}).tasks().get(0).taskArn();
	}

	private static void purchase(RunTaskRequest.Builder request, TaskSettings settings) {
		String provider = settings.capacityProvider();
		if (provider != null) {
			request.capacityProviderStrategy(CapacityProviderStrategyItem.builder().capacityProvider(provider).build());
		}
		else {
			request.launchType(settings.launchType().name());
		}
	}

	private String register(TaskDefinition definition) {
		return this.client.registerTaskDefinition((request) -> {
			request.family(definition.family())
				.networkMode(definition.networkMode().name().toLowerCase(Locale.ROOT))
				.containerDefinitions(definition.containers().stream().map(MotoEcs::container).toList());
			if (definition.appMesh()) {
				request.proxyConfiguration((proxy) -> proxy.type("APPMESH").containerName("envoy"));
			}
		}).taskDefinition().taskDefinitionArn();
	}

	private static ContainerDefinition container(TaskDefinition.Container container) {
		ContainerDefinition.Builder builder = ContainerDefinition.builder()
			.name(container.name())
			.image("demo")
			.memory(16)
			.portMappings(PortMapping.builder().containerPort(container.port()).protocol("tcp").build());
		if (container.stopTimeout() != null) {
			builder.stopTimeout((int) container.stopTimeout().toSeconds());
		}
		return builder.build();
	}

	void create(ServiceSettings settings) {
		boolean external = !settings.taskSets().isEmpty();
		this.client.createService((request) -> {
			request.cluster(this.cluster)
				.serviceName(settings.name())
				.desiredCount(0)
				.loadBalancers(settings.loadBalancers().stream().map(MotoEcs::loadBalancer).toList())
				.deploymentController((controller) -> controller
					.type(external ? DeploymentControllerType.EXTERNAL : DeploymentControllerType.ECS));
			if (settings.serviceConnect()) {
				request.serviceConnectConfiguration((connect) -> connect.enabled(true));
			}
			if (settings.cloudMap()) {
				request.serviceRegistries(ServiceRegistry.builder().registryArn(REGISTRY).build());
			}
		});
		String definition = external ? register(TaskDefinition.of(NetworkMode.BRIDGE)) : "";
		settings.taskSets()
			.forEach((set) -> this.client.createTaskSet((request) -> request.cluster(this.cluster)
				.service(settings.name())
				.taskDefinition(definition)
				.loadBalancers(loadBalancer(set))));
	}

	private static LoadBalancer loadBalancer(ServiceSettings.LoadBalancer settings) {
		LoadBalancer.Builder builder = LoadBalancer.builder()
			.targetGroupArn(settings.targetGroupArn())
			.containerName(settings.containerName())
			.containerPort(settings.containerPort());
		if (settings.alternateTargetGroupArn() != null) {
			builder.advancedConfiguration(
					(advanced) -> advanced.alternateTargetGroupArn(settings.alternateTargetGroupArn()));
		}
		return builder.build();
	}

}
