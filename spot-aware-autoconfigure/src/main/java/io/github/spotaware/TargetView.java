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
	 * Return whether there may be targets that are us: also while none is known. Where
	 * nothing registers us, nobody has to wait for one.
	 * @return whether there may be some, {@code true} unless it is known that there are
	 * none
	 */
	default boolean seeks() {
		return true;
	}

	/**
	 * Learn that somebody waits for the targets to become healthy: look how they are,
	 * soon and for a while. Returns at once.
	 */
	default void refresh() {
	}

}
