package io.github.spotaware.background;

import java.util.Collection;

/**
 * Knows which work is in hand. Safe for use by any thread.
 */
interface WorkInHand {

	/**
	 * Return what is in hand.
	 * @return the work; equal descriptions are told together
	 */
	Collection<Work> inHand();

	/**
	 * Hand back what will not be finished, where somebody can take it: the time is over.
	 * Does not wait.
	 */
	default void giveBack() {
	}

}
