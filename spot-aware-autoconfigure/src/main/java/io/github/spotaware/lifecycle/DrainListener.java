package io.github.spotaware.lifecycle;

/**
 * Learns how drains end. Called on a worker; a closing context waits up to a second for
 * it, before its meters close.
 */
@FunctionalInterface
public interface DrainListener {

	/**
	 * Learn that a drain has ended or was taken back.
	 * @param report how it went
	 */
	void ended(DrainReport report);

}
