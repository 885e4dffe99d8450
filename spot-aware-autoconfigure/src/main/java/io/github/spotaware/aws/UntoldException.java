package io.github.spotaware.aws;

/**
 * Says that something could not be found out, and whether to ask again may help.
 */
public final class UntoldException extends Exception {

	private static final long serialVersionUID = 1L;

	/**
	 * Whether to ask again may help.
	 */
	private final boolean retryable;

	/**
	 * Create an exception.
	 * @param message why it could not be found out
	 * @param retryable whether to ask again may help
	 */
	public UntoldException(String message, boolean retryable) {
		super(message);
		this.retryable = retryable;
	}

	/**
	 * Return whether to ask again may help.
	 * @param ex why something could not be found out
	 * @return whether it may, which of most failures nobody can tell
	 */
	public static boolean hopeful(Exception ex) {
		return !(ex instanceof UntoldException untold) || untold.retryable;
	}

}
