package io.github.spotaware.test.kubernetes;

import java.time.Duration;

/**
 * Does what the parts of a cluster have to do, one thing after another.
 */
interface ControlLoop {

	void after(Duration delay, Runnable action);

	long nanoTime();

}
