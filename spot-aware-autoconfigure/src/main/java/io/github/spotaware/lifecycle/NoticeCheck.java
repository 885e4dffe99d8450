package io.github.spotaware.lifecycle;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.spotaware.Capacity;
import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Finds that an instance can be reclaimed without our hearing of it. In a pod whoever
 * drains the node tells, and on Fargate SIGTERM is the notice.
 */
final class NoticeCheck implements Check {

	private static final String ID = "spot-without-notice";

	private final SpotLifecycle lifecycle;

	private final Sources sources;

	private final ObjectProvider<InterruptionSource> beans;

	NoticeCheck(SpotLifecycle lifecycle, Sources sources, ObjectProvider<InterruptionSource> beans) {
		this.lifecycle = lifecycle;
		this.sources = sources;
		this.beans = beans;
	}

	@Override
	public List<Finding> findings() {
		InstanceIdentity identity = this.lifecycle.identity();
		boolean onInstance = identity.platform() == Platform.EC2 || identity.platform() == Platform.ECS_EC2;
		if (!onInstance || told() || identity.capacity() == Capacity.ON_DEMAND) {
			return List.of();
		}
		if (identity.capacity() == Capacity.UNKNOWN) {
			return List.of(unchecked(identity));
		}
		return List.of((identity.platform() == Platform.EC2) ? onInstance() : inTask());
	}

	/**
	 * Return whether a source tells ahead, or may yet do so.
	 */
	private boolean told() {
		Set<String> mute = this.beans.stream()
			.filter((source) -> !source.foretells())
			.map(InterruptionSource::name)
			.collect(Collectors.toSet());
		return !this.sources.answered() || this.sources.status()
			.stream()
			.anyMatch((source) -> source.successes() > 0 && !mute.contains(source.name()));
	}

	private static Finding onInstance() {
		return new Finding(ID, Severity.CRITICAL,
				"This is Spot capacity, and no source tells of its interruption: the two minutes pass unused, and what is in flight or still sent here when the instance goes is lost.",
				"Set spot-aware.imds.enabled=true and let the process reach the instance metadata service.");
	}

	private static Finding inTask() {
		return new Finding(ID, Severity.WARNING,
				"This is Spot capacity, and no source tells of its interruption: the drain begins with SIGTERM, which may come late, or never where the container agent does not drain the instance.",
				"Let the task reach the instance metadata service (spot-aware.imds.enabled=true, hop limit 2), or set ECS_ENABLE_SPOT_INSTANCE_DRAINING=true for the container agent.");
	}

	private static Finding unchecked(InstanceIdentity identity) {
		return new Finding(ID, Severity.UNCHECKED,
				"Whether %s is Spot capacity could not be found out, since nothing told; no source tells of an interruption, either, so that SIGTERM is all that begins a drain."
					.formatted(identity.platform().description()),
				"Let the process reach the instance metadata service. On On-Demand capacity nothing is lost by it.");
	}

}
