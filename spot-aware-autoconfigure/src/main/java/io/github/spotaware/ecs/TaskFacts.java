package io.github.spotaware.ecs;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what was found out about the task and does not belong to who we are. Safe for use
 * by any thread.
 */
final class TaskFacts {

	private volatile @Nullable String definition;

	private volatile @Nullable StopTimeout stopTimeout;

	private volatile @Nullable ContainerHealthCheck healthCheck;

	/**
	 * Return the task definition, as far as the task metadata names it.
	 * @return family and revision, such as {@code shop:7}, or {@code null}
	 */
	@Nullable String definition() {
		return this.definition;
	}

	void definition(@Nullable String name) {
		this.definition = name;
	}

	/**
	 * Return what the task definition says of the end of our container.
	 * @return the time, or {@code null} while the task definition could not be read
	 */
	@Nullable StopTimeout stopTimeout() {
		return this.stopTimeout;
	}

	void stopTimeout(StopTimeout read) {
		this.stopTimeout = read;
	}

	/**
	 * Return how the container agent looks whether our container is well.
	 * @return the health check, or {@code null} where there is none, or none could be
	 * read
	 */
	@Nullable ContainerHealthCheck healthCheck() {
		return this.healthCheck;
	}

	void healthCheck(@Nullable ContainerHealthCheck read) {
		this.healthCheck = read;
	}

}
