package io.github.spotaware.lifecycle;

import java.time.Duration;

import io.github.spotaware.Deadline;
import io.github.spotaware.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * Fits Spring's shutdown phases into the time that is left.
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
	 * Return the time-out a phase has without a deadline.
	 */
	Duration configured() {
		return this.configured;
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
	 */
	void spend(ShutdownStage stage) {
		Deadline end = this.deadline;
		if (end != null && this.processor != null) {
			this.processor.setTimeoutPerShutdownPhase(timeout(end.remaining(this.ticker.nanos()), stage).toMillis());
		}
	}

	/**
	 * Return the time-out that a phase gets.
	 */
	Duration timeout(Duration left, ShutdownStage stage) {
		Duration allowed = stage.of(left);
		return (allowed.compareTo(this.configured) < 0) ? allowed : this.configured;
	}

}
