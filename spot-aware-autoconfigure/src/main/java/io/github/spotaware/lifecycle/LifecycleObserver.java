package io.github.spotaware.lifecycle;

import io.github.spotaware.SpotState;

/**
 * Learns what happens to the lifecycle. May be called while it is locked: must not wait.
 */
interface LifecycleObserver {

	/**
	 * Learn that nothing gets ready for a drain. Never called while it is locked.
	 */
	default void notPrepared(String reason) {
	}

	void changed(SpotState previous, SpotState current, Standing standing);

	/**
	 * Learn that a drain has ended and stands.
	 */
	void drained(Standing standing, DrainRun run);

	/**
	 * Learn that what stands has changed after the drain's end.
	 */
	void joined(Standing standing, DrainRun run);

	void takenBack(DrainReport report);

}
