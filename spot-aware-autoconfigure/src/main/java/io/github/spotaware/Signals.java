package io.github.spotaware;

/**
 * What a source tells to. Safe for use by any thread.
 */
public interface Signals {

	/**
	 * Say that this signal stands, in place of an earlier one of the same source. Saying
	 * it again changes nothing. Returns once it is accepted, so that a queue can
	 * acknowledge.
	 * @param signal the signal
	 */
	void report(SpotSignal signal);

	/**
	 * Say that the source works and that nothing stands.
	 */
	void withdraw();

	/**
	 * Say that the source could not look. What stood before goes on standing.
	 * @param cause why
	 */
	void failed(Throwable cause);

	/**
	 * Say that the source cannot look until somebody changes something, which may be as
	 * it is meant: no permission was given, for example. The same as to have failed, but
	 * no reason for a warning.
	 * @param cause why
	 */
	default void refused(Throwable cause) {
		failed(cause);
	}

}
