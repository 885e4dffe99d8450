package io.github.spotaware.test.ecs;

/**
 * Refuses an API call with an error that the caller sees.
 */
final class EcsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String type;

	EcsException(String type, String message) {
		super(message);
		this.type = type;
	}

	String type() {
		return this.type;
	}

}
