package io.github.spotaware.test.load;

/**
 * Names the ways a request is lost.
 */
public enum LossKind {

	/**
	 * Answered with a status of 500 or above.
	 */
	SERVER_ERROR,

	/**
	 * Answered completely, but not as expected.
	 */
	WRONG_ANSWER,

	/**
	 * The connection was refused.
	 */
	REFUSED,

	/**
	 * The connection ended before the answer began.
	 */
	RESET,

	/**
	 * The connection ended before the answer did.
	 */
	TRUNCATED,

	/**
	 * No complete answer in time.
	 */
	TIMED_OUT

}
