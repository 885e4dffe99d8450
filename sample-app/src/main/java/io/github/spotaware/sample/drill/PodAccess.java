package io.github.spotaware.sample.drill;

import io.github.spotaware.test.load.LoadReport;
import io.github.spotaware.test.load.OpenLoopLoad;
import org.jspecify.annotations.Nullable;

/**
 * Is the way of requests to the pods.
 */
interface PodAccess extends AutoCloseable {

	/**
	 * Whether requests can reach a pod.
	 */
	boolean reaches(PodInstance instance);

	/**
	 * Return a load that goes this way.
	 */
	OpenLoopLoad.Builder load();

	/**
	 * Record when this way let go of a pod.
	 */
	void letGo(PodInstance instance, Timeline timeline);

	/**
	 * Return when a pod last answered.
	 */
	@Nullable Long lastAnswer(PodInstance instance, LoadReport report);

	@Override
	void close();

}
