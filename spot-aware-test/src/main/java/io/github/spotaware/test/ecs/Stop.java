package io.github.spotaware.test.ecs;

/**
 * Is something that was done to stop a task.
 *
 * @param kind what was done
 * @param nanoTime when, on the scale of {@link System#nanoTime()}
 */
public record Stop(Kind kind, long nanoTime) {

	/**
	 * Names what can be done.
	 */
	public enum Kind {

		/**
		 * The task was deregistered from its target groups.
		 */
		DEREGISTERED,

		/**
		 * Its process was sent SIGTERM.
		 */
		SIGTERM,

		/**
		 * Its process was sent SIGKILL.
		 */
		SIGKILL,

		/**
		 * Its process has ended.
		 */
		STOPPED

	}

}
