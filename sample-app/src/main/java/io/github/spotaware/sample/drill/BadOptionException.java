package io.github.spotaware.sample.drill;

/**
 * Says which option is wrong, and what would be right.
 */
class BadOptionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BadOptionException(String message) {
		super(message);
	}

}
