package io.github.spotaware.lifecycle;

import java.util.List;

import io.github.spotaware.DrainStep;
import io.github.spotaware.Traffic;

/**
 * What takes part in a drain.
 */
interface Participants {

	List<DrainStep> steps();

	List<Traffic> traffic();

}
