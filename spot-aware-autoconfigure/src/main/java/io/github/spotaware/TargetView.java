package io.github.spotaware;

import java.util.List;

/**
 * Shows what is known of our targets, without calling out.
 */
public interface TargetView {

	/**
	 * Return what is known.
	 * @return a status for each target
	 */
	List<TargetStatus> targets();

}
