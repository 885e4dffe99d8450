package io.github.spotaware.ecs;

import io.github.spotaware.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Tells the platform from what the task metadata and the environment call it.
 */
final class LaunchType {

	/**
	 * What AWS sets in every container, such as {@code AWS_ECS_FARGATE}.
	 */
	static final String EXECUTION_ENVIRONMENT = "AWS_EXECUTION_ENV";

	private LaunchType() {
	}

	static Platform platform(@Nullable String launchType, @Nullable String executionEnvironment) {
		return switch (String.valueOf(launchType)) {
			case "FARGATE" -> Platform.ECS_FARGATE;
			case "EC2", "MANAGED_INSTANCES" -> Platform.ECS_EC2;
			case "EXTERNAL" -> Platform.ECS_EXTERNAL;
			// On an instance when in doubt: that adds questions to a metadata service,
			// which may stay without an answer. The other way round the notice that the
			// instance gets would be missed.
			default -> "AWS_ECS_FARGATE".equals(executionEnvironment) ? Platform.ECS_FARGATE : Platform.ECS_EC2;
		};
	}

}
