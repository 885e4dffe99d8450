package io.github.spotaware.ecs;

import io.github.spotaware.InstanceIdentity;

/**
 * Finds out what the task metadata does not tell.
 */
@FunctionalInterface
interface Describer {

	/**
	 * Describe the task, its definition and its service, as far as that can be found out.
	 * @param identity who we are, as far as it is known
	 * @return who we are
	 */
	InstanceIdentity describe(InstanceIdentity identity);

	/**
	 * Return whether something had no answer, and may have one when the task is described
	 * again.
	 * @return whether to describe it again
	 */
	default boolean unanswered() {
		return false;
	}

}
