package io.github.spotaware.kubernetes;

import java.time.Duration;

import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Knows how long after SIGTERM the kubelet kills a container.
 *
 * @param facts what was read about the pod
 * @see <a href=
 * "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination">
 * Kubernetes: termination of Pods</a>
 */
record PodGracePeriod(PodFacts facts) implements GracePeriod {

	static final Duration DEFAULT = Duration.ofSeconds(30);

	private static final String REMEDY = "Set 'terminationGracePeriodSeconds' of the pod";

	@Override
	public @Nullable Known find(InstanceIdentity identity) {
		if (identity.platform() != Platform.KUBERNETES) {
			return null;
		}
		Duration read = this.facts.gracePeriod();
		return (read != null) ? new Known(read, "terminationGracePeriodSeconds of the pod", REMEDY + ".", true)
				: new Known(DEFAULT, "default of Kubernetes", REMEDY
						+ ", and spot-aware.termination-grace-period to the same, since it cannot be read here.");
	}

}
