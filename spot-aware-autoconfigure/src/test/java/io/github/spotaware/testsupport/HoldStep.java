package io.github.spotaware.testsupport;

import java.util.Locale;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;

/**
 * Holds one phase of a drain until the test has looked.
 */
final class HoldStep implements DrainStep {

	private final DrainPhase phase;

	private final Gates gates = new Gates();

	HoldStep(DrainPhase phase) {
		this.phase = phase;
	}

	void awaitEntered() {
		this.gates.awaitEntered();
	}

	void release() {
		this.gates.open();
	}

	@Override
	public String name() {
		return "hold-" + this.phase.name().toLowerCase(Locale.ROOT);
	}

	@Override
	public DrainPhase phase() {
		return this.phase;
	}

	@Override
	public StepOutcome drain(Drain drain) {
		this.gates.pass();
		return StepOutcome.done("released");
	}

}
