package io.github.spotaware.metrics;

import java.util.Locale;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.lifecycle.DrainListener;
import io.github.spotaware.lifecycle.DrainReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Times drains and their steps.
 */
final class DrainTimers implements DrainListener {

	private final MeterRegistry registry;

	DrainTimers(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void ended(DrainReport report) {
		DrainReport.End end = report.end();
		Timer.builder(SpotMeter.DRAIN.id())
			.description(SpotMeter.DRAIN.description())
			.tag("cause", report.cause().id())
			.tag("end", (end != null) ? end.id() : "none")
			.register(this.registry)
			.record(report.took());
		report.steps().forEach(this::ended);
	}

	private void ended(DrainReport.Step step) {
		StepOutcome outcome = step.outcome();
		Timer.builder(SpotMeter.DRAIN_STEP.id())
			.description(SpotMeter.DRAIN_STEP.description())
			.tag("step", step.name())
			.tag("phase", step.phase().name().toLowerCase(Locale.ROOT))
			.tag("outcome", (outcome != null) ? outcome.result().id() : "none")
			.register(this.registry)
			.record(step.took());
	}

}
