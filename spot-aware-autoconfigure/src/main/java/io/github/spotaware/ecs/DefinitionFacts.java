package io.github.spotaware.ecs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Reads a task definition.
 */
final class DefinitionFacts {

	private DefinitionFacts() {
	}

	/**
	 * Return what it says of the end of our container.
	 * @param definition the task definition
	 * @param container the name of our container, where it is known
	 * @return the time, or {@code null} when it is not known which container we are
	 */
	static @Nullable StopTimeout stopTimeout(TaskDefinition definition, @Nullable String container) {
		return ours(definition, container).map(ContainerDefinition::stopTimeout)
			.map((seconds) -> new StopTimeout((seconds != null) ? Duration.ofSeconds(seconds) : null))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return whether ECS starts our container again when its process ends by itself.
	 * @param definition the task definition
	 * @param container the name of our container, where it is known
	 * @see <a href=
	 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-restart-policy.html">
	 * Container restart policy</a>
	 */
	static boolean restarts(TaskDefinition definition, @Nullable String container) {
		return ours(definition, container).map(ContainerDefinition::restartPolicy)
			.anyMatch((policy) -> policy != null && Boolean.TRUE.equals(policy.enabled()));
	}

	/**
	 * Return how the container agent looks whether our container is well.
	 * @param definition the task definition
	 * @param container the name of our container, where it is known
	 * @return the health check, or {@code null} where there is none, or it is not known
	 * which container we are
	 */
	static @Nullable ContainerHealthCheck healthCheck(TaskDefinition definition, @Nullable String container) {
		return ours(definition, container).filter((candidate) -> candidate.healthCheck() != null)
			.map((candidate) -> ContainerHealthCheck.of(candidate.healthCheck()))
			.findFirst()
			.orElse(null);
	}

	private static Stream<ContainerDefinition> ours(TaskDefinition definition, @Nullable String container) {
		List<ContainerDefinition> containers = definition.containerDefinitions();
		return containers.stream().filter((candidate) -> candidate.name().equals(container) || containers.size() == 1);
	}

	/**
	 * Return the ports that the task takes of the instance, where it shares the
	 * instance's network. The task metadata does not tell them.
	 */
	static Map<Integer, Integer> sharedPorts(TaskDefinition definition) {
		Map<Integer, Integer> ports = new LinkedHashMap<>();
		if ("host".equals(definition.networkModeAsString())) {
			definition.containerDefinitions()
				.stream()
				.flatMap((container) -> container.portMappings().stream())
				.filter((mapping) -> mapping.containerPort() != null && !"udp".equals(mapping.protocolAsString()))
				.forEach((mapping) -> ports.put(mapping.containerPort(), mapping.containerPort()));
		}
		return ports;
	}

	/**
	 * Return whether a proxy beside our container takes the calls of a mesh.
	 */
	static boolean appMesh(TaskDefinition definition) {
		return definition.proxyConfiguration() != null;
	}

}
