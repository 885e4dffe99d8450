package io.github.spotaware.test.ecs;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Holds what there is in the one cluster of an account.
 */
final class EcsAccount {

	static final String CLUSTER = "demo";

	private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";

	static final String CLUSTER_ARN = ARN + "cluster/" + CLUSTER;

	private final Map<String, FakeTask> tasks = new LinkedHashMap<>();

	private final Map<String, ServiceSettings> services = new LinkedHashMap<>();

	static String taskArn(long number) {
		return ARN + "task/%s/%032x".formatted(CLUSTER, number);
	}

	static String serviceArn(String name) {
		return ARN + "service/%s/%s".formatted(CLUSTER, name);
	}

	static String definitionArn(TaskDefinition definition) {
		return ARN + "task-definition/%s:7".formatted(definition.family());
	}

	static String containerInstanceArn(String instanceId) {
		return ARN + "container-instance/%s/%032x".formatted(CLUSTER, instanceId.hashCode() & 0xffffffffL);
	}

	static boolean isCluster(@Nullable String name) {
		return CLUSTER.equals(name) || CLUSTER_ARN.equals(name);
	}

	synchronized void add(FakeTask task) {
		this.tasks.put(task.id(), task);
	}

	synchronized void add(ServiceSettings service) {
		this.services.put(service.name(), service);
	}

	synchronized long tasks() {
		return this.tasks.size();
	}

	/**
	 * Returns a task by its id or ARN.
	 */
	synchronized @Nullable FakeTask task(String name) {
		FakeTask task = this.tasks.get(name.substring(name.lastIndexOf('/') + 1));
		return (task != null && (name.equals(task.id()) || name.equals(task.arn()))) ? task : null;
	}

	/**
	 * Returns a task by the id of its container.
	 */
	synchronized @Nullable FakeTask taskOfContainer(String containerId) {
		return this.tasks.values()
			.stream()
			.filter((task) -> task.containerId().equals(containerId))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns a service by its name or ARN.
	 */
	synchronized @Nullable ServiceSettings service(String name) {
		ServiceSettings service = this.services.get(name.substring(name.lastIndexOf('/') + 1));
		return (service != null && (name.equals(service.name()) || name.equals(serviceArn(service.name())))) ? service
				: null;
	}

	/**
	 * Returns a task definition by its family, with or without revision, or ARN.
	 */
	synchronized @Nullable TaskDefinition definition(String name) {
		return this.tasks.values()
			.stream()
			.map((task) -> task.settings().definition())
			.filter((definition) -> name.equals(definition.family()) || name.equals(definition.family() + ":7")
					|| name.equals(definitionArn(definition)))
			.reduce((first, second) -> second)
			.orElse(null);
	}

	/**
	 * Returns the EC2 instance of a container instance, by its id or ARN.
	 */
	synchronized @Nullable String instance(String name) {
		String id = name.substring(name.lastIndexOf('/') + 1);
		return this.tasks.values()
			.stream()
			.map((task) -> task.settings().instanceId())
			.filter((instance) -> instance != null && containerInstanceArn(instance).endsWith("/" + id))
			.findFirst()
			.orElse(null);
	}

	synchronized void reset() {
		this.tasks.clear();
		this.services.clear();
	}

}
