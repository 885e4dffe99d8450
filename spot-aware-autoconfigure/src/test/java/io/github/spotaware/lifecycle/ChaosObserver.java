package io.github.spotaware.lifecycle;

import io.github.spotaware.SpotState;

/**
 * Lets a world look at what the engine announces, before it is announced.
 *
 * @param announcements what announces
 * @param world the world
 */
record ChaosObserver(Announcements announcements, ChaosWorld world) implements LifecycleObserver {

	@Override
	public void changed(SpotState previous, SpotState current, Standing standing) {
		this.world.checks().note(previous.id() + " -> " + current.id());
		this.announcements.changed(previous, current, standing);
	}

	@Override
	public void drained(Standing standing, DrainRun run) {
		this.world.drained(run);
		this.announcements.drained(standing, run);
	}

	@Override
	public void joined(Standing standing, DrainRun run) {
		this.world.joined();
		this.announcements.joined(standing, run);
	}

	@Override
	public void takenBack(DrainReport report) {
		this.world.checks().takenBack(report);
		this.announcements.takenBack(report);
	}

}
