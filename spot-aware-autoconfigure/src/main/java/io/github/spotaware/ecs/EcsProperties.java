package io.github.spotaware.ecs;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures how ECS is asked.
 *
 * @param describe Whether to ask the ECS API for what the task metadata does not tell:
 * capacity, target groups, grace period and why the task is stopped.
 */
@ConfigurationProperties("spot-aware.ecs")
record EcsProperties(@DefaultValue("true") boolean describe) {

	static final String DESCRIBE = "spot-aware.ecs.describe";

}
