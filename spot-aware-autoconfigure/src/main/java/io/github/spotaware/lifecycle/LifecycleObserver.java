package io.github.spotaware.lifecycle;

import io.github.spotaware.SpotState;

/**
 * Learns what happens to the lifecycle. May be called while it is locked: must not wait.
 */
interface LifecycleObserver {

	void changed(SpotState previous, SpotState current, Standing standing);

	void drained(StandingSignal leading, DrainReport report);

	void takenBack(DrainReport report);

}
