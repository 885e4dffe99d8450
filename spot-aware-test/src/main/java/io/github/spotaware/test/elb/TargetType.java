package io.github.spotaware.test.elb;

/**
 * Says what the targets of a group are registered by.
 */
public enum TargetType {

	/**
	 * By address.
	 */
	IP,

	/**
	 * By instance id.
	 */
	INSTANCE

}
