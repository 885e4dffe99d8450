package io.github.spotaware.test.kubernetes;

import java.util.function.Consumer;

/**
 * Asks a container whether it is ready.
 */
interface Prober {

	/**
	 * Asks once, without waiting.
	 * @param pod whose container is asked
	 * @param result is told whether it passed
	 */
	void probe(PodSettings pod, Consumer<Boolean> result);

}
