package io.github.spotaware.platform;

import io.github.spotaware.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Names the platforms that can be configured.
 */
enum PlatformChoice {

	/**
	 * Find out.
	 */
	AUTO(null),

	/**
	 * A process on an EC2 instance.
	 */
	EC2(Platform.EC2),

	/**
	 * A task on AWS Fargate.
	 */
	ECS_FARGATE(Platform.ECS_FARGATE),

	/**
	 * An ECS task on an EC2 instance.
	 */
	ECS_EC2(Platform.ECS_EC2),

	/**
	 * A pod of a Kubernetes cluster.
	 */
	KUBERNETES(Platform.KUBERNETES),

	/**
	 * None: nothing is ever done.
	 */
	NONE(Platform.NONE);

	private final @Nullable Platform platform;

	PlatformChoice(@Nullable Platform platform) {
		this.platform = platform;
	}

	@Nullable Platform platform() {
		return this.platform;
	}

}
