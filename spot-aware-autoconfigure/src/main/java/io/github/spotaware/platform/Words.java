package io.github.spotaware.platform;

import java.util.Locale;

import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.PodIdentity;
import io.github.spotaware.TaskIdentity;

/**
 * Says in words what was found out about a platform.
 */
final class Words {

	private Words() {
	}

	static String of(InstanceIdentity identity) {
		String place = (identity.availabilityZone() != null) ? identity.availabilityZone() : identity.region();
		return "%s%s, %s".formatted(name(identity), (place != null) ? " in " + place : "", of(identity.capacity()));
	}

	private static String name(InstanceIdentity identity) {
		TaskIdentity task = identity.task();
		PodIdentity pod = identity.pod();
		if (task != null) {
			return task.arn();
		}
		if (pod != null) {
			return of(pod);
		}
		return (identity.instanceId() != null) ? identity.instanceId() : identity.platform().description();
	}

	private static String of(PodIdentity pod) {
		String name = "pod '%s'".formatted((pod.namespace() != null) ? pod.namespace() + "/" + pod.name() : pod.name());
		return (pod.node() != null) ? name + " on '%s'".formatted(pod.node()) : name;
	}

	static String of(Capacity capacity) {
		return capacity.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
