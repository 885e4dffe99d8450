package io.github.spotaware.lifecycle;

import java.util.List;

import io.github.spotaware.DrainStep;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Traffic;

/**
 * What a drain sees of the lifecycle.
 *
 * @param lifecycle the lifecycle
 * @param settings how the application leaves
 * @param participants what takes part
 * @param observer learns of the end
 * @param locks keep a step from being taken and taken back at the same time
 */
record LifecycleScope(SpotLifecycle lifecycle, SpotAwareProperties.Drain settings, Participants participants,
		LifecycleObserver observer, StepLocks locks) implements DrainScope {

	@Override
	public InstanceIdentity identity() {
		return this.lifecycle.identity();
	}

	@Override
	public Standing standing() {
		return this.lifecycle.currentStanding();
	}

	@Override
	public List<DrainStep> steps() {
		return this.participants.steps();
	}

	@Override
	public List<Traffic> traffic() {
		return this.participants.traffic();
	}

	@Override
	public boolean drained(DrainRun run) {
		return this.lifecycle.drained(run);
	}

	@Override
	public void takenBack(DrainReport report) {
		this.observer.takenBack(report);
	}

}
