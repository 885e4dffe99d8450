package io.github.spotaware.lifecycle;

import org.springframework.context.SmartLifecycle;

/**
 * Recomputes the time-out of a shutdown phase just before it is waited for.
 */
final class PhaseBudget implements SmartLifecycle {

	private final ShutdownBudget budget;

	private final int phase;

	private final double share;

	private volatile boolean running;

	PhaseBudget(ShutdownBudget budget, int phase, double share) {
		this.budget = budget;
		this.phase = phase;
		this.share = share;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.budget.spend(this.share);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

}
