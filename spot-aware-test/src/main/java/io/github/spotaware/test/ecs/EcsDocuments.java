package io.github.spotaware.test.ecs;

import java.util.List;
import java.util.Objects;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Writes what the API tells, as in <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Types.html">Data
 * Types</a>.
 */
final class EcsDocuments {

	private static final String DEPLOYMENT = "ecs-svc/0123456789012345678";

	private EcsDocuments() {
	}

	static JsonObject task(FakeTask task) {
		TaskSettings settings = task.settings();
		TaskStatus status = task.status();
		JsonObject json = new JsonObject().put("taskArn", task.arn())
			.put("clusterArn", EcsAccount.CLUSTER_ARN)
			.put("taskDefinitionArn", EcsAccount.definitionArn(settings.definition()))
			.put("launchType", settings.launchType().name())
			.put("availabilityZone", "us-east-1a")
			.put("connectivity", "CONNECTED")
			.put("desiredStatus", status.desired())
			.put("lastStatus", status.last())
			.put("group",
					(settings.service() != null) ? "service:" + settings.service()
							: "family:" + settings.definition().family())
			.put("containers", new JsonArray().add(container(task)))
			.put("version", 3);
		if (settings.service() != null) {
			json.put("startedBy", DEPLOYMENT);
		}
		if (settings.capacityProvider() != null) {
			json.put("capacityProviderName", settings.capacityProvider());
		}
		if (settings.instanceId() != null) {
			json.put("containerInstanceArn", EcsAccount.containerInstanceArn(settings.instanceId()));
		}
		putIfTold(json, "stopCode", status.stopCode());
		putIfTold(json, "stoppedReason", status.stoppedReason());
		return json;
	}

	private static void putIfTold(JsonObject json, String field, String value) {
		if (!value.isEmpty()) {
			json.put(field, value);
		}
	}

	private static JsonObject container(FakeTask task) {
		JsonObject json = new JsonObject().put("name", task.settings().definition().application().name())
			.put("taskArn", task.arn())
			.put("lastStatus", task.status().last());
		if (task.status().exitCode() != null) {
			json.put("exitCode", task.status().exitCode());
		}
		return json;
	}

	static JsonObject service(ServiceSettings service) {
		JsonObject deployment = new JsonObject().put("id", DEPLOYMENT).put("status", "PRIMARY");
		if (service.serviceConnect()) {
			deployment.put("serviceConnectConfiguration", new JsonObject().put("enabled", true));
		}
		JsonArray registries = new JsonArray();
		if (service.cloudMap()) {
			registries.add(new JsonObject().put("registryArn",
					"arn:aws:servicediscovery:us-east-1:123456789012:service/srv-0123456789abcdef"));
		}
		JsonArray taskSets = new JsonArray();
		service.taskSets()
			.forEach((set) -> taskSets.add(new JsonObject().put("id", DEPLOYMENT)
				.put("status", "PRIMARY")
				.put("loadBalancers", new JsonArray().add(loadBalancer(set)))));
		JsonArray loadBalancers = new JsonArray();
		service.loadBalancers().forEach((loadBalancer) -> loadBalancers.add(loadBalancer(loadBalancer)));
		return new JsonObject().put("serviceArn", EcsAccount.serviceArn(service.name()))
			.put("serviceName", service.name())
			.put("clusterArn", EcsAccount.CLUSTER_ARN)
			.put("status", "ACTIVE")
			.put("loadBalancers", loadBalancers)
			.put("taskSets", taskSets)
			.put("serviceRegistries", registries)
			.put("deployments", new JsonArray().add(deployment));
	}

	private static JsonObject loadBalancer(ServiceSettings.LoadBalancer loadBalancer) {
		JsonObject json = new JsonObject().put("targetGroupArn", loadBalancer.targetGroupArn())
			.put("containerName", loadBalancer.containerName())
			.put("containerPort", loadBalancer.containerPort());
		String alternate = loadBalancer.alternateTargetGroupArn();
		if (alternate != null) {
			json.put("advancedConfiguration", new JsonObject().put("alternateTargetGroupArn", alternate));
		}
		return json;
	}

	static JsonObject taskDefinition(TaskDefinition definition) {
		JsonArray containers = new JsonArray();
		definition.containers().forEach((container) -> containers.add(container(definition, container)));
		JsonObject json = new JsonObject().put("taskDefinitionArn", EcsAccount.definitionArn(definition))
			.put("family", definition.family())
			.put("revision", 7)
			.put("networkMode", definition.networkMode().wireName())
			.put("containerDefinitions", containers);
		if (definition.appMesh()) {
			json.put("proxyConfiguration", new JsonObject().put("type", "APPMESH").put("containerName", "envoy"));
		}
		return json;
	}

	private static JsonObject container(TaskDefinition definition, TaskDefinition.Container container) {
		int hostPort = (definition.networkMode() == NetworkMode.BRIDGE) ? 0 : container.port();
		JsonObject json = new JsonObject().put("name", container.name())
			.put("essential", true)
			.put("portMappings",
					new JsonArray().add(new JsonObject().put("containerPort", container.port())
						.put("hostPort", hostPort)
						.put("protocol", "tcp")));
		if (container.stopTimeout() != null) {
			json.put("stopTimeout", Objects.requireNonNull(container.stopTimeout()).toSeconds());
		}
		return json;
	}

	static JsonObject containerInstance(String instanceId) {
		return new JsonObject().put("containerInstanceArn", EcsAccount.containerInstanceArn(instanceId))
			.put("ec2InstanceId", instanceId)
			.put("status", "ACTIVE")
			.put("agentConnected", true)
			.put("attributes", List.of());
	}

}
