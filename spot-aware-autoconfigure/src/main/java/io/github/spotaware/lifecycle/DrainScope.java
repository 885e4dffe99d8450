package io.github.spotaware.lifecycle;

import java.util.List;

import io.github.spotaware.DrainStep;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Traffic;

/**
 * What a drain works with and reports to.
 */
interface DrainScope {

	InstanceIdentity identity();

	Standing standing();

	SpotAwareProperties.Drain settings();

	List<DrainStep> steps();

	List<Traffic> traffic();

	StepLocks locks();

	/**
	 * Accept the end of a drain.
	 * @param run the drain that has ended
	 * @return whether it stands; otherwise it was cancelled at the last moment and is to
	 * be undone
	 */
	boolean drained(DrainRun run);

	/**
	 * Learn that a drain was taken back before its end.
	 * @param report how far it came
	 */
	void takenBack(DrainReport report);

}
