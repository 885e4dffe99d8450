package io.github.spotaware.sqs;

import java.util.List;

/**
 * The queue that EventBridge sends to.
 */
interface Queue {

	/**
	 * Wait for messages.
	 * @param ours who we are, whose ids may be a part of the queue's name
	 * @return the messages, none when none came for a while
	 */
	List<Received> receive(Ours ours) throws InterruptedException;

	/**
	 * A message that was received.
	 *
	 * @param id the id of the message
	 * @param body what it says
	 * @param delete deletes it, and does not wait for that
	 */
	record Received(String id, String body, Runnable delete) {
	}

}
