package io.github.spotaware.lifecycle;

import org.springframework.context.SmartLifecycle;

/**
 * Recomputes the time-out of a shutdown phase just before it is waited for.
 */
final class PhaseBudget implements SmartLifecycle {

	private final ShutdownBudget budget;

	private final ShutdownStage stage;

	private volatile boolean running;

	PhaseBudget(ShutdownBudget budget, ShutdownStage stage) {
		this.budget = budget;
		this.stage = stage;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.budget.spend(this.stage);
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
		return this.stage.phase();
	}

}
