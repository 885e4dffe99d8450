package io.github.spotaware;

/**
 * Finds out what the application runs on.
 */
public interface PlatformDetector {

	/**
	 * Return whether there is anything to detect: a cheap sign was seen or a platform is
	 * configured. Reads at most a small local file.
	 * @return whether {@link #detect()} may find a platform
	 */
	boolean worthwhile();

	/**
	 * Find out, within about a second. Never throws; called off the main thread.
	 * @return what was found
	 */
	Detected detect();

	/**
	 * Find out more about a platform that was found, which may take seconds. Never
	 * throws; called off the main thread.
	 * @param detected what was found
	 * @return what is known in the end
	 */
	default Detected complete(Detected detected) {
		return detected;
	}

	/**
	 * Return whether something that could tell more about a platform that was found has
	 * not answered, and may do so later.
	 * @return whether to ask again
	 */
	default boolean unanswered() {
		return false;
	}

	/**
	 * Ask again what has not answered. Never throws; called off the main thread.
	 * @param detected what is known
	 * @return what is known now
	 */
	default Detected askAgain(Detected detected) {
		return detected;
	}

	/**
	 * What was found.
	 *
	 * @param identity who we are, on which platform
	 * @param reason why, in words
	 */
	record Detected(InstanceIdentity identity, String reason) {
	}

}
