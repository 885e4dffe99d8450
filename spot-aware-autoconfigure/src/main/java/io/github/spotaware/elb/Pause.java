package io.github.spotaware.elb;

import java.time.Duration;

/**
 * Waits.
 */
@FunctionalInterface
interface Pause {

	/**
	 * Wait.
	 * @param duration how long
	 * @throws InterruptedException when interrupted
	 */
	void pause(Duration duration) throws InterruptedException;

}
