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

	/**
	 * Learn that somebody waits for the targets to become healthy: look how they are,
	 * soon and for a while. Returns at once.
	 */
	default void refresh() {
	}

}
