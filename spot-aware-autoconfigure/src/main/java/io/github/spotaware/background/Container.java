package io.github.spotaware.background;

import java.time.Duration;

/**
 * A message listener container of whatever library.
 */
interface Container {

	/**
	 * Return the name users know it by.
	 * @return its id, or what it listens to
	 */
	String name();

	/**
	 * Return whether it takes messages.
	 * @return whether it is running
	 */
	boolean running();

	/**
	 * Take no more messages, finish those in hand, and hand back what was fetched but not
	 * begun. May block.
	 * @param limit how long messages in hand may take
	 * @param whenStopped to be run, once, when no message is in hand any more
	 */
	void stop(Duration limit, Runnable whenStopped);

	/**
	 * Learn that nobody waits any longer for messages in hand: the time is over.
	 */
	default void giveBack() {
	}

	/**
	 * Start it again as it was before. May block.
	 */
	void start();

}
