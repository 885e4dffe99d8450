package io.github.spotaware.background;

import java.time.Duration;

import io.github.spotaware.testsupport.FakeDrain;

/**
 * A drain whose time passes only when a step waits.
 */
class ShrinkingDrain extends FakeDrain {

	private final Runnable whenPaused;

	private long left;

	private long waited;

	/**
	 * Create a drain.
	 * @param left the time there is
	 * @param whenPaused is run each time the step waits
	 */
	ShrinkingDrain(Duration left, Runnable whenPaused) {
		this.left = left.toNanos();
		this.whenPaused = whenPaused;
	}

	@Override
	public Duration remaining() {
		return Duration.ofNanos(Math.max(0, this.left - this.waited));
	}

	@Override
	public void pause(Duration duration) {
		this.waited += duration.toNanos();
		this.whenPaused.run();
	}

	/**
	 * A deadline joins.
	 */
	void shorten(Duration left) {
		this.left = this.waited + left.toNanos();
	}

	Duration waited() {
		return Duration.ofNanos(this.waited);
	}

}
