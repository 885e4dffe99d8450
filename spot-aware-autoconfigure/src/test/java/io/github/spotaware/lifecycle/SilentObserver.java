package io.github.spotaware.lifecycle;

import io.github.spotaware.SpotState;

/**
 * Listens and says nothing.
 */
final class SilentObserver implements LifecycleObserver {

	@Override
	public void changed(SpotState previous, SpotState current, Standing standing) {
	}

	@Override
	public void drained(Standing standing, DrainRun run) {
	}

	@Override
	public void joined(Standing standing, DrainRun run) {
	}

	@Override
	public void takenBack(DrainReport report) {
	}

}
