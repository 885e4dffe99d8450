package io.github.spotaware;

/**
 * Decides when a finding is said: in the start, it may be said with all others a little
 * later. Where there is no bean of it, each is said at once. Made by Spot Aware for its
 * own features, not for applications to define. Safe for use by any thread.
 */
@FunctionalInterface
public interface FindingLog {

	/**
	 * Says each finding at once.
	 */
	FindingLog AT_ONCE = (finding, words) -> words.run();

	/**
	 * Say a finding, now or later, unless it is withdrawn before or said with others.
	 * @param finding the finding, which a {@link Check} knows as well
	 * @param words writes it to the log, on any thread, and does nothing else: locks may
	 * be held
	 */
	void say(Finding finding, Runnable words);

	/**
	 * Withdraw a finding that stands no longer.
	 * @param finding the finding
	 * @return whether it was not said, and will not be: nobody has to hear that it has
	 * gone
	 */
	default boolean withdraw(Finding finding) {
		return false;
	}

}
