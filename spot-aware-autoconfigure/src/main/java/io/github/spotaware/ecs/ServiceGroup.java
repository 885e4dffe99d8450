package io.github.spotaware.ecs;

import org.jspecify.annotations.Nullable;

/**
 * Reads the group of a task, which names its service.
 */
final class ServiceGroup {

	private static final String SERVICE = "service:";

	private ServiceGroup() {
	}

	/**
	 * Return the service that a group is of.
	 * @param group the group
	 * @return the name of the service, or {@code null} for a task of no service
	 */
	static @Nullable String service(@Nullable String group) {
		return (group != null && group.startsWith(SERVICE)) ? group.substring(SERVICE.length()) : null;
	}

}
