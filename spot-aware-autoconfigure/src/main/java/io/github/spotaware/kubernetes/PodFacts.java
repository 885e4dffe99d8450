package io.github.spotaware.kubernetes;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what was read about our pod and does not belong to who we are. Safe for use by
 * any thread.
 */
final class PodFacts {

	private volatile @Nullable Duration gracePeriod;

	private volatile List<ContainerFacts> containers = List.of();

	/**
	 * Return the pod's {@code terminationGracePeriodSeconds}.
	 * @return the time, or {@code null} while it could not be read
	 */
	@Nullable Duration gracePeriod() {
		return this.gracePeriod;
	}

	void gracePeriod(Duration read) {
		this.gracePeriod = read;
	}

	/**
	 * Return the pod's containers.
	 * @return what is known of each, none while they could not be read
	 */
	List<ContainerFacts> containers() {
		return this.containers;
	}

	void containers(List<ContainerFacts> read) {
		this.containers = read;
	}

}
