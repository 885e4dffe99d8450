package io.github.spotaware.lifecycle;

import java.util.List;

import io.github.spotaware.DrainStep;
import io.github.spotaware.Traffic;

/**
 * What takes part in a drain.
 */
interface Participants {

	/**
	 * Find out who takes part. Called once, before any drain.
	 */
	default void lookUp() {
	}

	List<DrainStep> steps();

	List<Traffic> traffic();

}
