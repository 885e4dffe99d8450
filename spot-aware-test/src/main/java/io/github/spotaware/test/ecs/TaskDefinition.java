package io.github.spotaware.test.ecs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Defines tasks, as in <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html">Task
 * definition parameters</a>.
 *
 * @param family the family
 * @param networkMode how containers are reached
 * @param containers the containers, the application's first
 * @param appMesh whether an App Mesh proxy stands before the containers
 */
public record TaskDefinition(String family, NetworkMode networkMode, List<Container> containers, boolean appMesh) {

	static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(30);

	/**
	 * Copies the containers.
	 * @param family the family
	 * @param networkMode how containers are reached
	 * @param containers the containers, the application's first
	 * @param appMesh whether an App Mesh proxy stands before the containers
	 */
	public TaskDefinition {
		containers = List.copyOf(containers);
	}

	/**
	 * Starts from a definition of one container, {@code app} at port 8080, without a stop
	 * timeout.
	 * @param networkMode how it is reached
	 * @return the definition
	 */
	public static TaskDefinition of(NetworkMode networkMode) {
		return new TaskDefinition("demo", networkMode, List.of(new Container("app", null, 8080)), false);
	}

	/**
	 * Changes how long the containers have from SIGTERM to SIGKILL.
	 * @param timeout the time in whole seconds, {@code null} for the default of 30 s
	 * @return the changed definition
	 */
	public TaskDefinition withStopTimeout(@Nullable Duration timeout) {
		List<Container> changed = this.containers.stream()
			.map((container) -> new Container(container.name(), timeout, container.port()))
			.toList();
		return new TaskDefinition(this.family, this.networkMode, changed, this.appMesh);
	}

	/**
	 * Adds a container that is not the application's.
	 * @param container the container
	 * @return the changed definition
	 */
	public TaskDefinition withSidecar(Container container) {
		List<Container> changed = new ArrayList<>(this.containers);
		changed.add(container);
		return new TaskDefinition(this.family, this.networkMode, changed, this.appMesh);
	}

	/**
	 * Puts an App Mesh proxy before the containers.
	 * @return the changed definition
	 */
	public TaskDefinition withAppMesh() {
		return new TaskDefinition(this.family, this.networkMode, this.containers, true);
	}

	/**
	 * Returns the application's container.
	 */
	Container application() {
		return this.containers.get(0);
	}

	/**
	 * Is a container.
	 *
	 * @param name the name
	 * @param stopTimeout from SIGTERM to SIGKILL, {@code null} for the default of 30 s
	 * @param port the port it listens at
	 */
	public record Container(String name, @Nullable Duration stopTimeout, int port) {

		Duration effectiveStopTimeout() {
			return (this.stopTimeout != null) ? this.stopTimeout : DEFAULT_STOP_TIMEOUT;
		}

	}

}
