package io.github.spotaware.test.ecs;

import org.jspecify.annotations.Nullable;

/**
 * Says how a task is, as in <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html">Task
 * lifecycle</a>.
 *
 * @param desired the status it is to have
 * @param last the status it has
 * @param stopCode why it is stopped, empty where that is not told
 * @param stoppedReason why it is stopped, in words, empty where that is not told
 * @param exitCode the exit code of its container, once it has ended
 */
public record TaskStatus(String desired, String last, String stopCode, String stoppedReason,
		@Nullable Integer exitCode) {

	static final TaskStatus RUNNING = new TaskStatus("RUNNING", "RUNNING", "", "", null);

	/**
	 * Returns whether the task is being stopped, or has stopped.
	 * @return whether it is
	 */
	public boolean isStopping() {
		return this.desired.equals("STOPPED");
	}

	TaskStatus stopping(String code, String reason) {
		return new TaskStatus("STOPPED", this.last, code, reason, this.exitCode);
	}

	TaskStatus stopped(int code) {
		return new TaskStatus("STOPPED", "STOPPED", this.stopCode, this.stoppedReason, code);
	}

}
