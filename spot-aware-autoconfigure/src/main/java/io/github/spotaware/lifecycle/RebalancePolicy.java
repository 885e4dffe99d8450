package io.github.spotaware.lifecycle;

/**
 * Names what a rebalance recommendation does.
 */
public enum RebalancePolicy {

	/**
	 * Say that the application is at risk, and go on.
	 */
	NOTIFY,

	/**
	 * Drain, as for an interruption without a deadline.
	 */
	DRAIN

}
