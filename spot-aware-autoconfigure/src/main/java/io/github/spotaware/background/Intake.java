package io.github.spotaware.background;

import java.util.Collection;

import io.github.spotaware.Drain;

/**
 * Takes work in by itself, from a queue or by a clock. Is paused by one thread at a time.
 */
interface Intake extends WorkInHand {

	/**
	 * Return what kind it is.
	 * @return the name, such as {@code kafka-listeners}
	 */
	String name();

	/**
	 * Take nothing in from now on. Does not wait for what is in hand. May be called again
	 * in the same drain.
	 * @param drain the drain
	 * @return what was paused now, as users know it
	 * @throws Exception when it cannot be paused
	 */
	Collection<String> pause(Drain drain) throws Exception;

	/**
	 * Take in again what was paused: the drain is taken back.
	 * @throws Exception when it cannot
	 */
	void resume() throws Exception;

}
