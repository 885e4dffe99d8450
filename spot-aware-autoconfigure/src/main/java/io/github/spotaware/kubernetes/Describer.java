package io.github.spotaware.kubernetes;

import io.github.spotaware.InstanceIdentity;

/**
 * Finds out what the kubelet does not tell the container.
 */
@FunctionalInterface
interface Describer {

	/**
	 * Describe the pod and its node, as far as that can be found out.
	 * @param identity who we are, as far as it is known
	 * @return who we are
	 */
	InstanceIdentity describe(InstanceIdentity identity);

}
