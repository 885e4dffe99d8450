package io.github.spotaware.lifecycle;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.spotaware.Ticker;

/**
 * Who runs what, and how time is told.
 *
 * @param drain runs one drain after another
 * @param workers run steps, side by side
 * @param events runs listeners, one after another
 * @param later runs, on a worker, what is to be done after a while
 * @param gates make the place where a drain waits
 * @param ticker tells monotonic time
 */
record Threads(Executor drain, Executor workers, Executor events, Later later, Supplier<Gate> gates, Ticker ticker) {

	/**
	 * Runs something after a while. Returns at once.
	 */
	interface Later {

		void execute(long nanos, Runnable task);

	}

}
