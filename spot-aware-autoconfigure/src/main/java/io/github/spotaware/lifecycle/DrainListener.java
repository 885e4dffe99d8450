package io.github.spotaware.lifecycle;

/**
 * Learns how drains end. Called on a thread of its own, one call after another.
 */
@FunctionalInterface
public interface DrainListener {

	/**
	 * Learn that a drain has ended or was taken back.
	 * @param report how it went
	 */
	void ended(DrainReport report);

}
