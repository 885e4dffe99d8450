package io.github.spotaware.sqs;

import java.util.Set;

import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.TaskIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is about us from what is about others.
 *
 * @param identity who we are
 */
record Ours(InstanceIdentity identity) {

	/**
	 * Return whether any of the ids that an event names is ours.
	 */
	boolean isAmong(Set<String> ids) {
		TaskIdentity task = this.identity.task();
		String arn = (task != null) ? task.arn() : null;
		return isAmong(ids, this.identity.instanceId()) || isAmong(ids, arn);
	}

	private static boolean isAmong(Set<String> ids, @Nullable String id) {
		return id != null && ids.contains(id);
	}

	/**
	 * Put our ids where a queue's name has places for them.
	 */
	String fillIn(String queue) {
		TaskIdentity task = this.identity.task();
		String arn = (task != null) ? task.arn() : null;
		String taskId = (arn != null) ? arn.substring(arn.lastIndexOf('/') + 1) : null;
		return fillIn(fillIn(queue, "{instance-id}", this.identity.instanceId()), "{task-id}", taskId);
	}

	private static String fillIn(String queue, String place, @Nullable String id) {
		if (queue.contains(place) && id == null) {
			throw new IllegalStateException(
					"'%s' is '%s', and the id is not known here".formatted(SqsProperties.QUEUE, queue));
		}
		return (id != null) ? queue.replace(place, id) : queue;
	}

}
