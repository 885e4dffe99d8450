package io.github.spotaware.sqs;

/**
 * Learns of lifecycle actions of EC2 Auto Scaling that wait for us.
 */
@FunctionalInterface
interface LifecycleActions {

	/**
	 * Take an action. Returns soon.
	 */
	void waiting(LifecycleAction action);

}
