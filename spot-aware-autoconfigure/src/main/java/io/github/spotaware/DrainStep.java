package io.github.spotaware;

/**
 * Does a part of the drain. Define a bean to add one. Steps run on workers, each under a
 * time limit: one that fails or hangs is named in the timeline and stops nothing.
 */
public interface DrainStep {

	/**
	 * Return the name users see in the timeline and as a tag.
	 * @return a stable short name, such as {@code deregister-targets}
	 */
	String name();

	/**
	 * Return the phase to run in.
	 * @return the phase
	 */
	DrainPhase phase();

	/**
	 * Return whether the drain waits for this step. One that only watches says
	 * {@code false}, and is interrupted when its phase ends.
	 * @return whether the phase lasts until the step ends
	 */
	default boolean awaited() {
		return true;
	}

	/**
	 * Get ready for a drain that may come: build clients, look around. Called once, after
	 * the platform was found and the application has started, off the main thread.
	 * @param identity who we are
	 * @throws Exception when it cannot: the drain will try without
	 */
	default void prepare(InstanceIdentity identity) throws Exception {
	}

	/**
	 * Do the step. May block, and is interrupted when its time is over or the drain is
	 * cancelled. Called again in the same drain when a cause joins for which a skipped
	 * step would do more.
	 * @param drain the drain
	 * @return how it ended
	 * @throws Exception when it failed
	 */
	StepOutcome drain(Drain drain) throws Exception;

	/**
	 * Take the step back: the drain was cancelled or its cause withdrawn. Called only
	 * after {@link #drain(Drain)} has begun.
	 * @throws Exception when it cannot
	 */
	default void undo() throws Exception {
	}

	/**
	 * Learn that the drain has ended and was not cancelled. Called beside the other
	 * steps' own, on a thread that may wait. An application context that closes waits two
	 * seconds for it at most.
	 */
	default void drained() {
	}

}
