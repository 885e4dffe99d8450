package io.github.spotaware.test.ecs;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Writes what the metadata endpoint of a task tells, as in <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-response.html">Amazon
 * ECS task metadata v4 JSON response</a>.
 */
final class TaskMetadata {

	private TaskMetadata() {
	}

	static JsonObject task(FakeTask task) {
		TaskSettings settings = task.settings();
		JsonArray containers = new JsonArray();
		settings.definition().containers().forEach((container) -> containers.add(container(task, container)));
		JsonObject json = new JsonObject()
			.put("Cluster", settings.shortClusterName() ? EcsAccount.CLUSTER : EcsAccount.CLUSTER_ARN)
			.put("TaskARN", task.arn())
			.put("Family", settings.definition().family())
			.put("Revision", "7")
			.put("DesiredStatus", task.status().desired())
			.put("KnownStatus", task.status().last())
			.put("AvailabilityZone", "us-east-1a")
			.put("LaunchType", settings.launchType().name())
			.put("Containers", containers);
		if (settings.service() != null) {
			json.put("ServiceName", settings.service());
		}
		task.leftOut().forEach(json::remove);
		return json;
	}

	static JsonObject container(FakeTask task) {
		return container(task, task.settings().definition().application());
	}

	private static JsonObject container(FakeTask task, TaskDefinition.Container container) {
		TaskSettings settings = task.settings();
		NetworkMode mode = settings.definition().networkMode();
		JsonArray networks = new JsonArray();
		settings.networks().forEach((network) -> networks.add(network(mode, network)));
		boolean application = container.equals(settings.definition().application());
		JsonObject json = new JsonObject()
			.put("DockerId", application ? task.containerId() : task.id() + "-" + container.name())
			.put("Name", container.name())
			.put("DockerName", container.name())
			.put("Labels",
					new JsonObject().put("com.amazonaws.ecs.container-name", container.name())
						.put("com.amazonaws.ecs.task-arn", task.arn()))
			.put("DesiredStatus", task.status().desired())
			.put("KnownStatus", task.status().last())
			.put("Type", "NORMAL")
			.put("Networks", networks);
		Integer hostPort = settings.hostPorts().get(container.port());
		if (hostPort != null) {
			json.put("Ports",
					new JsonArray().add(new JsonObject().put("ContainerPort", container.port())
						.put("Protocol", "tcp")
						.put("HostPort", hostPort)
						.put("HostIp", "0.0.0.0")));
		}
		return json;
	}

	private static JsonObject network(NetworkMode mode, TaskSettings.Network network) {
		JsonObject json = new JsonObject().put("NetworkMode", mode.wireName());
		if (!network.ipv4().isEmpty()) {
			json.put("IPv4Addresses", new JsonArray(network.ipv4()));
		}
		if (!network.ipv6().isEmpty()) {
			json.put("IPv6Addresses", new JsonArray(network.ipv6()));
		}
		return json;
	}

}
