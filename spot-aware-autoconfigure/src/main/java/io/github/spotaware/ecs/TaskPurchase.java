package io.github.spotaware.ecs;

import io.github.spotaware.Capacity;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Tells how a task was bought.
 */
final class TaskPurchase {

	private TaskPurchase() {
	}

	/**
	 * Return how a task was bought. A capacity provider of instances does not say how
	 * those were.
	 * @param task the task
	 * @param known what is known otherwise
	 */
	static Capacity of(Task task, Capacity known) {
		String provider = String.valueOf(task.capacityProviderName());
		return switch (provider) {
			case "FARGATE_SPOT" -> Capacity.SPOT;
			case "FARGATE" -> Capacity.ON_DEMAND;
			case "null" -> "FARGATE".equals(task.launchTypeAsString()) ? Capacity.ON_DEMAND : known;
			default -> known;
		};
	}

}
