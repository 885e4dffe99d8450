package io.github.spotaware.lifecycle;

/**
 * How far the drain is.
 */
enum DrainProgress {

	/**
	 * There is none, or it was taken back.
	 */
	NONE,

	/**
	 * It is under way.
	 */
	UNDER_WAY,

	/**
	 * It has ended and was not taken back.
	 */
	ENDED

}
