package io.github.spotaware.ecs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.spotaware.aws.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A task as the task metadata words it. Every member may be missing.
 *
 * @param cluster the ARN or the short name of the cluster
 * @param arn the ARN of the task
 * @param family the family of the task definition
 * @param revision the revision of the task definition
 * @param launchType what it runs on, such as {@code FARGATE}
 * @param serviceName the name of its service
 * @param group the group it belongs to, such as {@code service:shop}
 * @param availabilityZone the Availability Zone
 * @param containers its containers
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-response.html">
 * Amazon ECS task metadata V4 JSON response</a>
 */
record TaskDocument(@Nullable String cluster, @Nullable String arn, @Nullable String family, @Nullable String revision,
		@Nullable String launchType, @Nullable String serviceName, @Nullable String group,
		@Nullable String availabilityZone, List<ContainerDocument> containers) {

	static TaskDocument from(JsonObject json) {
		List<ContainerDocument> containers = json.objects("Containers").stream().map(ContainerDocument::from).toList();
		return new TaskDocument(json.text("Cluster"), json.text("TaskARN"), json.text("Family"), json.text("Revision"),
				json.text("LaunchType"), json.text("ServiceName"), json.text("Group"), json.text("AvailabilityZone"),
				containers);
	}

	/**
	 * Return the ARN of the task, wherever it is told.
	 */
	@Nullable String anyArn() {
		return (this.arn != null) ? this.arn
				: this.containers.stream()
					.map(ContainerDocument::taskArn)
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null);
	}

	/**
	 * Return the name of the service, wherever it is told.
	 */
	@Nullable String anyService() {
		return (this.serviceName != null) ? this.serviceName : ServiceGroup.service(this.group);
	}

	/**
	 * Return the short name of the task definition.
	 */
	@Nullable String definition() {
		return (this.family != null && this.revision != null) ? this.family + ":" + this.revision : null;
	}

	/**
	 * Return the only container that is not ECS's own, if there is one.
	 */
	@Nullable ContainerDocument onlyContainer() {
		List<ContainerDocument> normal = this.containers.stream().filter(ContainerDocument::normal).toList();
		return (normal.size() == 1) ? normal.get(0) : null;
	}

	/**
	 * Return the addresses that are the task's own, each once, the primary one first:
	 * IPv4 before IPv6.
	 */
	List<String> addresses() {
		List<NetworkDocument> networks = this.containers.stream()
			.flatMap((container) -> container.networks().stream())
			.filter(NetworkDocument::own)
			.sorted(Comparator.comparingInt(NetworkDocument::order))
			.toList();
		Set<String> addresses = new LinkedHashSet<>();
		Stream
			.<Function<NetworkDocument, List<String>>>of(NetworkDocument::ipv4Addresses, NetworkDocument::ipv6Addresses)
			.forEach((kind) -> networks.forEach((network) -> addresses.addAll(kind.apply(network))));
		return List.copyOf(addresses);
	}

	/**
	 * Return whether the task shares the network of the instance, and its ports.
	 */
	boolean inHostNetwork() {
		return this.containers.stream()
			.flatMap((container) -> container.networks().stream())
			.anyMatch(NetworkDocument::ofHost);
	}

	/**
	 * Return the ports of the instance at which the task's ports are reached. Where two
	 * containers have the same port, our own counts.
	 * @param own our own container
	 */
	Map<Integer, Integer> hostPorts(@Nullable ContainerDocument own) {
		List<ContainerDocument> ordered = new ArrayList<>(this.containers);
		if (own != null) {
			ordered.add(0, own);
		}
		Map<Integer, Integer> ports = new LinkedHashMap<>();
		ordered.stream()
			.flatMap((container) -> container.ports().stream())
			.filter(PortDocument::tcp)
			.forEach((port) -> {
				if (port.containerPort() != null && port.hostPort() != null) {
					ports.putIfAbsent(port.containerPort(), port.hostPort());
				}
			});
		return ports;
	}

}
