package io.github.spotaware.test.kubernetes;

/**
 * Is something that was done to a pod, or about it.
 *
 * @param kind what was done
 * @param pod the name of the pod
 * @param nanoTime when, on the scale of {@link System#nanoTime()}
 */
public record PodEvent(Kind kind, String pod, long nanoTime) {

	/**
	 * Names what can be done.
	 */
	public enum Kind {

		/**
		 * It became ready, its readiness gates included.
		 */
		READY,

		/**
		 * Its readiness probe failed often enough.
		 */
		UNREADY,

		/**
		 * It was deleted.
		 */
		DELETED,

		/**
		 * Its {@code preStop} hook began.
		 */
		PRE_STOP,

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
		ENDED,

		/**
		 * New connections through kube-proxy can reach it.
		 */
		CHOSEN,

		/**
		 * New connections through kube-proxy reach it no more.
		 */
		CHOSEN_NO_MORE,

		/**
		 * It was registered with a target group.
		 */
		REGISTERED,

		/**
		 * It was deregistered from a target group.
		 */
		DEREGISTERED

	}

}
