package io.github.spotaware.lifecycle;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;

/**
 * Refuses readiness where there is no application.
 *
 * @param refusal what that means
 */
record FakeRefusal(Runnable refusal) implements DrainStep {

	@Override
	public String name() {
		return "refuse-readiness";
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.REFUSE;
	}

	@Override
	public StepOutcome drain(Drain drain) {
		this.refusal.run();
		return StepOutcome.done("refused");
	}

}
