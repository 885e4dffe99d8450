package io.github.spotaware.kubernetes;

import java.time.Duration;

import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.PodIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Describes the pod by what its watches see first, where they see it in time.
 *
 * @param pod our pod, where it is watched
 * @param node its node, where that is watched
 * @param nodeLimit the longest time to wait for the node, once the pod was seen
 */
record WatchDescriber(@Nullable WatchedPod pod, @Nullable WatchedNode node, Duration nodeLimit) implements Describer {

	/**
	 * The pod tells the grace period, which nothing else does and nobody asks for again.
	 * On little CPU a client takes seconds for its first call, and may need two.
	 */
	private static final Duration POD_LIMIT = Duration.ofSeconds(20);

	@Override
	public InstanceIdentity describe(InstanceIdentity identity) {
		try {
			PodPlace place = (this.pod != null) ? this.pod.place().await(POD_LIMIT) : null;
			InstanceIdentity instance = (this.node != null) ? this.node.instance().await(this.nodeLimit) : null;
			InstanceIdentity placed = (place != null) ? at(identity, place) : identity;
			return (instance != null) ? placed.on(instance) : placed;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return identity;
		}
	}

	/**
	 * Fill in what the downward API did not tell.
	 */
	private static InstanceIdentity at(InstanceIdentity identity, PodPlace place) {
		PodIdentity pod = identity.pod();
		PodIdentity placed = (pod != null && pod.node() == null)
				? new PodIdentity(pod.name(), pod.namespace(), place.node()) : pod;
		return new InstanceIdentity(identity.platform(), identity.instanceId(),
				(identity.privateIp() != null) ? identity.privateIp() : place.address(), identity.availabilityZone(),
				identity.region(), identity.capacity(), identity.task(), placed);
	}

}
