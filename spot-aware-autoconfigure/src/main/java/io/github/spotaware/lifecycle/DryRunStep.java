package io.github.spotaware.lifecycle;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;

/**
 * Stands in for a step in a dry run.
 *
 * @param step the step that is not taken
 */
record DryRunStep(DrainStep step) implements DrainStep {

	@Override
	public String name() {
		return this.step.name();
	}

	@Override
	public DrainPhase phase() {
		return this.step.phase();
	}

	@Override
	public StepOutcome drain(Drain drain) {
		return StepOutcome.skipped("dry run");
	}

}
