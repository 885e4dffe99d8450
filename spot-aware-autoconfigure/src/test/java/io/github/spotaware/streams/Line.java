package io.github.spotaware.streams;

/**
 * A connection that stays open, as its client has it.
 */
interface Line extends AutoCloseable {

	/**
	 * Say something and wait for the answer, where something can be said.
	 */
	void use() throws Exception;

	/**
	 * Return whether the server has ended it.
	 */
	boolean hasEnded();

	/**
	 * Wait for its end, and assert that it says where to go from here.
	 */
	void assertSentAway() throws Exception;

}
