package io.github.spotaware.test.kubernetes;

import java.util.concurrent.CompletableFuture;

/**
 * Is what runs in the container of a pod.
 */
public interface PodProcess {

	/**
	 * Sends SIGTERM.
	 */
	void terminate();

	/**
	 * Sends SIGKILL.
	 */
	void kill();

	/**
	 * Returns what completes with the exit code at its end.
	 * @return the exit code to come
	 */
	CompletableFuture<Integer> onExit();

}
