package io.github.spotaware;

/**
 * Shows what has come from the queue of events, without calling out.
 */
public interface QueueView {

	/**
	 * Return the queue.
	 * @return its name, URL or ARN, as it is configured
	 */
	String queue();

	/**
	 * Return the source that tells how the queue answers.
	 * @return the name of a source
	 */
	String source();

	/**
	 * Return whether lifecycle actions of EC2 Auto Scaling that come from the queue are
	 * answered.
	 * @return whether they are prolonged and completed
	 */
	boolean answersLifecycleActions();

	/**
	 * Return how many messages have come, one that came again counted again.
	 * @param use what became of them
	 * @return the count
	 */
	long messages(MessageUse use);

}
