package io.github.spotaware.sample.forecast;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.StepOutcome.Result;

import org.springframework.stereotype.Component;

/**
 * Saves the forecast in a drain, and goes on with it when the drain is taken back. Runs
 * while the application still serves: requests do not wait for it.
 */
@Component
final class SaveForecastStep implements DrainStep {

	private final Forecast forecast;

	SaveForecastStep(Forecast forecast) {
		this.forecast = forecast;
	}

	@Override
	public String name() {
		return "save-forecast";
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.SETTLE;
	}

	@Override
	public StepOutcome drain(Drain drain) throws InterruptedException {
		if (this.forecast.stop(drain.remaining())) {
			return StepOutcome.done("saved after %d shops".formatted(this.forecast.progress().shops()));
		}
		return new StepOutcome(Result.TIMED_OUT, "what was computed since the last start is lost");
	}

	@Override
	public void undo() {
		this.forecast.start();
	}

}
