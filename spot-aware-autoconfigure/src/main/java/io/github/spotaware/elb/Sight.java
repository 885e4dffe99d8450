package io.github.spotaware.elb;

/**
 * How a look at our targets went.
 */
enum Sight {

	/**
	 * All that was asked was told.
	 */
	CLEAR,

	/**
	 * Something was not told, and will not be: it is not allowed.
	 */
	REFUSED,

	/**
	 * Something was not told, and may be the next time.
	 */
	DIM;

	Sight and(Sight other) {
		return (compareTo(other) >= 0) ? this : other;
	}

	static Sight untold(boolean hopeful) {
		return hopeful ? DIM : REFUSED;
	}

}
