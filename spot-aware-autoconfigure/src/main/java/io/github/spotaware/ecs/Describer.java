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

}
