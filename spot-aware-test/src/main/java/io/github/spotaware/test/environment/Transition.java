package io.github.spotaware.test.environment;

/**
 * Records a change of the application's state.
 *
 * @param state the new state as users see it, such as {@code draining}
 * @param detail what else is known of it
 * @param at when, on the scale of {@link System#nanoTime()}
 */
record Transition(String state, String detail, long at) {

	static final String RUNNING = "running";

	static final String DRAINING = "draining";

	static final String DRAINED = "drained";

	String description() {
		return this.detail.isEmpty() ? this.state : this.state + ": " + this.detail;
	}

}
