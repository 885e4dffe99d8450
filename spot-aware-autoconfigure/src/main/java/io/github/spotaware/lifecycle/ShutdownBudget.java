package io.github.spotaware.lifecycle;

import java.time.Duration;

import io.github.spotaware.Deadline;
import io.github.spotaware.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * Fits Spring's shutdown phases into the time that is left. A phase that could eat up
 * what the web server needs gets less of it.
 */
final class ShutdownBudget {

	private final @Nullable DefaultLifecycleProcessor processor;

	private final Duration configured;

	private final Ticker ticker;

	private volatile @Nullable Deadline deadline;

	/**
	 * Create a budget.
	 * @param processor what stops the phases
	 * @param configured the time-out a phase has without a deadline
	 * @param ticker tells monotonic time
	 */
	ShutdownBudget(@Nullable DefaultLifecycleProcessor processor, Duration configured, Ticker ticker) {
		this.processor = processor;
		this.configured = configured;
		this.ticker = ticker;
	}

	/**
	 * Keep to a deadline from now on.
	 */
	void follow(@Nullable Deadline newDeadline) {
		this.deadline = newDeadline;
	}

	/**
	 * Set the time-out of the phase that is about to be waited for, and of those behind
	 * it.
	 * @param share the share of the time left that the phase may take
	 */
	void spend(double share) {
		Deadline end = this.deadline;
		if (end != null && this.processor != null) {
			this.processor.setTimeoutPerShutdownPhase(timeout(end.remaining(this.ticker.nanos()), share).toMillis());
		}
	}

	Duration timeout(Duration left, double share) {
		Duration allowed = Duration.ofNanos((long) (left.toNanos() * share));
		return (allowed.compareTo(this.configured) < 0) ? allowed : this.configured;
	}

}
