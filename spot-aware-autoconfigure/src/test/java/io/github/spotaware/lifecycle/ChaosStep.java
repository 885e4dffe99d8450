package io.github.spotaware.lifecycle;

import java.time.Duration;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.testsupport.SimulatedTime;

/**
 * A step of the application's own that hangs or breaks.
 *
 * @param phase its phase
 * @param hangs whether it hangs; it breaks otherwise
 * @param met tells that it did
 * @param time the time
 */
record ChaosStep(DrainPhase phase, boolean hangs, Runnable met, SimulatedTime time) implements DrainStep {

	@Override
	public String name() {
		return this.hangs ? "hanging" : "broken";
	}

	@Override
	public StepOutcome drain(Drain drain) throws InterruptedException {
		this.met.run();
		if (this.hangs) {
			this.time.pause(Duration.ofHours(2));
		}
		throw new IllegalStateException("broken");
	}

}
