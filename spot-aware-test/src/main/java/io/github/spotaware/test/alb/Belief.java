package io.github.spotaware.test.alb;

/**
 * Says what a node thinks of a target.
 */
enum Belief {

	/**
	 * Gets requests.
	 */
	USABLE,

	/**
	 * Gets requests only where no target is usable: the node fails open.
	 */
	LAST_RESORT,

	/**
	 * Gets no requests.
	 */
	OUT

}
