package io.github.spotaware.test.ecs;

import java.util.Locale;

/**
 * Names how containers of a task are reached, as in <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html">Task
 * networking</a>.
 */
public enum NetworkMode {

	/**
	 * The task has an address of its own.
	 */
	AWSVPC,

	/**
	 * Ports of the containers are mapped to ports of the instance.
	 */
	BRIDGE,

	/**
	 * The containers use the instance's ports.
	 */
	HOST;

	String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
