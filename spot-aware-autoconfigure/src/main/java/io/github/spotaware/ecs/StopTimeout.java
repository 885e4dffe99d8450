package io.github.spotaware.ecs;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How long after SIGTERM ECS kills our container, as the task definition says.
 *
 * @param configured the {@code stopTimeout} of our container, or {@code null} where there
 * is none
 */
record StopTimeout(@Nullable Duration configured) {

	/**
	 * What ECS takes where nothing is configured.
	 */
	static final Duration DEFAULT = Duration.ofSeconds(30);

	Duration duration() {
		return (this.configured != null) ? this.configured : DEFAULT;
	}

}
