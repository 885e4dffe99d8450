package io.github.spotaware.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Tells whether this process runs in a container.
 *
 * @param root the root of the file system
 * @param environment the environment variables
 */
record ContainerSigns(Path root, Map<String, String> environment) {

	/**
	 * What an ECS agent, Kubernetes, and Podman or systemd-nspawn set.
	 */
	private static final List<String> VARIABLES = List.of("ECS_CONTAINER_METADATA_URI_V4", "KUBERNETES_SERVICE_HOST",
			"container");

	/**
	 * Return whether Docker or Podman runs this process.
	 */
	boolean plain() {
		return exists(".dockerenv") || exists("run/.containerenv");
	}

	/**
	 * Return whether anything says that this is a container.
	 */
	boolean any() {
		return VARIABLES.stream().anyMatch((name) -> !this.environment.getOrDefault(name, "").isBlank()) || plain();
	}

	private boolean exists(String file) {
		return Files.exists(this.root.resolve(file));
	}

}
