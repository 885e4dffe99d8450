package io.github.spotaware.kubernetes;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.github.spotaware.DisruptionWarning;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.SpotSignal;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads from a pod what is about to happen to it. Its {@code deletionTimestamp} is the
 * time at which it is to be gone: the API server adds the grace period.
 *
 * @see <a href=
 * "https://kubernetes.io/docs/reference/kubernetes-api/definitions/object-meta-v1-meta/">
 * Kubernetes: ObjectMeta</a>
 * @see <a href=
 * "https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions">
 * Kubernetes: pod disruption conditions</a>
 */
final class PodSigns {

	private static final String DISRUPTION_TARGET = "DisruptionTarget";

	private PodSigns() {
	}

	/**
	 * Return what stands.
	 * @param pod the pod
	 * @return the signal, or {@code null} when nothing stands
	 */
	static @Nullable SpotSignal signal(Pod pod) {
		String deletion = pod.getMetadata().getDeletionTimestamp();
		if (deletion != null) {
			return deletion(time(deletion));
		}
		String disruption = disruption(pod);
		return (disruption != null) ? new DisruptionWarning(NoticeCause.POD_DISRUPTION, disruption) : null;
	}

	/**
	 * Return the notice of a deletion.
	 * @param time when the pod is to be gone, or {@code null} when that is not known
	 */
	static InterruptionNotice deletion(@Nullable Instant time) {
		return new InterruptionNotice(NoticeCause.POD_DELETION, InstanceAction.NONE, time);
	}

	/**
	 * Return why Kubernetes disrupts the pod.
	 * @param pod the pod
	 * @return the condition's reason, such as {@code EvictionByEvictionAPI}, or
	 * {@code null} when it does not
	 */
	static @Nullable String disruption(Pod pod) {
		PodStatus status = pod.getStatus();
		List<PodCondition> conditions = (status != null) ? status.getConditions() : List.of();
		return conditions.stream()
			.filter((condition) -> DISRUPTION_TARGET.equals(condition.getType())
					&& "True".equals(condition.getStatus()))
			.map((condition) -> StringUtils.hasText(condition.getReason()) ? condition.getReason() : DISRUPTION_TARGET)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable Instant time(String text) {
		try {
			return Instant.parse(text);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
