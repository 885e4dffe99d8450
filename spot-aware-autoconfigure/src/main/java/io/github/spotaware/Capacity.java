package io.github.spotaware;

/**
 * Names how the instance was bought, which decides whether it can be reclaimed.
 */
public enum Capacity {

	/**
	 * Spot capacity: reclaimed with a notice of two minutes.
	 */
	SPOT,

	/**
	 * On-Demand or reserved capacity.
	 */
	ON_DEMAND,

	/**
	 * The platform did not say.
	 */
	UNKNOWN

}
