package io.github.spotaware;

/**
 * Names the parts of a drain, in their order. Steps of one phase run side by side.
 */
public enum DrainPhase {

	/**
	 * Say to whoever asks that we take no new work. Brief.
	 */
	REFUSE,

	/**
	 * Take ourselves out: load balancers, registries, queues, schedulers.
	 */
	LEAVE,

	/**
	 * Serve whatever still arrives until the callers have let go.
	 */
	SETTLE

}
