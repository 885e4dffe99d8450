package io.github.spotaware.ecs;

import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.TaskIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Knows how long after SIGTERM ECS kills a container.
 *
 * @param facts what was found out about the task
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html">
 * Task definition parameters, stopTimeout</a>
 */
record EcsGracePeriod(TaskFacts facts) implements GracePeriod {

	@Override
	public @Nullable Known find(InstanceIdentity identity) {
		if (!EcsProbe.PLATFORMS.contains(identity.platform())) {
			return null;
		}
		StopTimeout read = this.facts.stopTimeout();
		String remedy = remedy(identity);
		if (read == null) {
			return new Known(StopTimeout.DEFAULT, "default of ECS",
					remedy + " Set spot-aware.termination-grace-period to the same, since it cannot be read here.");
		}
		String origin = (read.configured() != null) ? "stopTimeout of " + container(identity)
				: "default stopTimeout of ECS";
		// On an instance its agent may have been told another default.
		boolean certain = read.configured() != null || identity.platform() == Platform.ECS_FARGATE;
		return new Known(read.duration(), origin, remedy, certain);
	}

	private static String container(InstanceIdentity identity) {
		TaskIdentity task = identity.task();
		return (task != null && task.container() != null) ? "container '%s'".formatted(task.container())
				: "our container";
	}

	/**
	 * Return what to change to prolong it.
	 * @param identity who we are
	 * @return what to change, in words
	 */
	static String remedy(InstanceIdentity identity) {
		String set = "Set 'stopTimeout' of %s in the task definition".formatted(container(identity));
		return set + ((identity.platform() == Platform.ECS_FARGATE) ? ", at most 120 s on Fargate."
				: ". Without it ECS_CONTAINER_STOP_TIMEOUT of the instance's agent counts, which cannot be read.");
	}

}
