package io.github.spotaware.test.ecs;

/**
 * Names what a task runs on, as in <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/launch_types.html">Launch
 * types</a>.
 */
public enum LaunchType {

	/**
	 * AWS Fargate.
	 */
	FARGATE,

	/**
	 * An EC2 instance of one's own.
	 */
	EC2,

	/**
	 * An EC2 instance that ECS manages.
	 */
	MANAGED_INSTANCES,

	/**
	 * A machine outside AWS.
	 */
	EXTERNAL

}
