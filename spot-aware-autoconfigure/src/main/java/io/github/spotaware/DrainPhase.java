package io.github.spotaware;

/**
 * Names the parts of a drain, in their order. Steps of one phase run side by side.
 */
public enum DrainPhase {

	/**
	 * Stay in service as long as leaving would do harm: readiness still accepts traffic.
	 * Lasts at the latest until the deadline minus the reserve and the settle time; steps
	 * that are busy then are interrupted.
	 */
	STAY,

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
