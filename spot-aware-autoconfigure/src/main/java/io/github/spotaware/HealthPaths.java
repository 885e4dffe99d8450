package io.github.spotaware;

import org.jspecify.annotations.Nullable;

/**
 * Knows what our own paths answer to those who ask how we are: the health checks of load
 * balancers and the probes of orchestrators. Does not call out; safe for use by any
 * thread.
 */
public interface HealthPaths {

	/**
	 * Return what a path of ours answers.
	 * @param path the path with all that stands before it, such as the context path; a
	 * query does not count
	 * @param port the port at which it is asked, or {@code null} for that of the traffic
	 * @return the answer, or {@code null} where the port is not ours
	 */
	@Nullable Answer answer(String path, @Nullable Integer port);

	/**
	 * Return where the beginning of a drain is seen, and nothing else has to be in order.
	 * @return the path in quotes, with its port where that is not the one of the traffic,
	 * or {@code null} where there is none
	 */
	@Nullable String readiness();

	/**
	 * Names what a path answers.
	 */
	enum Answer {

		/**
		 * An error from the beginning of a drain on, and while what its health group
		 * contains is not in order.
		 */
		READINESS,

		/**
		 * An error from the beginning of a drain on, and while anything at all is not in
		 * order.
		 */
		EVERYTHING,

		/**
		 * The same in a drain as before.
		 */
		STEADY,

		/**
		 * What the application makes of it, which we do not know.
		 */
		UNKNOWN

	}

}
