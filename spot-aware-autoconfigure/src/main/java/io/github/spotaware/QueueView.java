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
	 * Return how many messages have come, one that came again counted again.
	 * @param use what became of them
	 * @return the count
	 */
	long messages(MessageUse use);

}
