package io.github.spotaware.background;

import java.util.Collection;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;

/**
 * Pauses an intake. What is in hand then is the {@link FinishWorkStep}'s affair, so that
 * a slow listener delays nothing but its own work.
 */
final class PauseIntakeStep implements DrainStep {

	private final Intake intake;

	PauseIntakeStep(Intake intake) {
		this.intake = intake;
	}

	@Override
	public String name() {
		return "pause-" + this.intake.name();
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.LEAVE;
	}

	@Override
	public StepOutcome drain(Drain drain) throws Exception {
		Collection<String> paused = this.intake.pause(drain);
		return paused.isEmpty() ? StepOutcome.skipped("none is running")
				: StepOutcome.done("paused " + Listing.of(paused));
	}

	@Override
	public void undo() throws Exception {
		this.intake.resume();
	}

}
