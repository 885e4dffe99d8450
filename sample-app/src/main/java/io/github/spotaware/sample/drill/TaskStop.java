package io.github.spotaware.sample.drill;

import java.time.Instant;

import io.github.spotaware.sample.drill.Moment.Kind;
import io.github.spotaware.sample.drill.TaskOptions.LaunchType;
import io.github.spotaware.test.ecs.Stop;

/**
 * Stops a task, and tells what was done.
 *
 * @param drill the options
 * @param options what is about tasks
 * @param stage the AWS of the run
 * @param task the task
 * @param timeline gets what was done
 */
record TaskStop(DrillOptions drill, TaskOptions options, TaskStage stage, TaskInstance task, Timeline timeline) {

	/**
	 * What happens at the beginning.
	 */
	String announcement() {
		if (this.options.deployment()) {
			return "a deployment begins";
		}
		return (this.options.launchType() == LaunchType.EC2) ? "notice visible in the instance's metadata service"
				: "the Spot task is interrupted";
	}

	void begin(Instant now, Observer observer) {
		if (this.options.deployment()) {
			this.task.orchestrator().deploy();
			return;
		}
		if (this.options.launchType() == LaunchType.EC2) {
			this.stage.instance(this.task.process().instanceId()).interrupt("terminate", now.plus(this.drill.notice()));
			observer.after(this.drill.notice(), this::reclaim);
		}
		if (this.options.stopped()) {
			this.task.orchestrator().interrupt(this.options.ecsLag());
		}
	}

	private void reclaim() {
		if (this.task.process().isAlive()) {
			this.timeline.mark(Kind.KILLED, "the instance is reclaimed");
			this.task.process().kill();
		}
	}

	/**
	 * Write down what was done.
	 */
	void finish() {
		for (Stop stop : this.task.orchestrator().stops()) {
			switch (stop.kind()) {
				case DEREGISTERED -> this.timeline.markAt(Kind.DEREGISTERED, "deregistered by ECS", stop.nanoTime());
				case SIGTERM -> this.timeline.markAt(Kind.SIGTERM, "SIGTERM", stop.nanoTime());
				case SIGKILL -> this.timeline.markAt(Kind.KILLED, "SIGKILL", stop.nanoTime());
				case STOPPED -> {
				}
			}
		}
	}

}
