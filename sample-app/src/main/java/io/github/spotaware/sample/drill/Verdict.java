package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges the runs of a drill.
 *
 * @param exitCode the judgement
 * @param reasons what it rests on
 */
record Verdict(ExitCode exitCode, List<String> reasons) {

	static Verdict of(List<RunResult> runs, Duration lag) {
		List<String> failures = new ArrayList<>();
		runs.forEach((run) -> failures.addAll(failures(run)));
		if (!failures.isEmpty()) {
			return new Verdict(ExitCode.LOST, failures);
		}
		boolean unfair = runs.stream().anyMatch((run) -> run.mode() == Mode.PLAIN && run.isComplete());
		if (unfair && !lag.isZero()) {
			return new Verdict(ExitCode.UNFAIR, List.of("plain Boot lost nothing: this load shows no difference"));
		}
		return new Verdict(ExitCode.PASSED, runs.stream().map(Verdict::success).distinct().toList());
	}

	private static List<String> failures(RunResult run) {
		List<String> failures = new ArrayList<>();
		if (run.load().unaccounted() != 0) {
			failures.add("%s: %d requests are unaccounted for".formatted(run.mode().title(), run.load().unaccounted()));
		}
		if (run.mode() == Mode.SPOT_AWARE && run.load().lostInAll() != 0) {
			failures.add("%s lost %d requests".formatted(run.mode().title(), run.load().lostInAll()));
		}
		if (run.mode() == Mode.SPOT_AWARE && !run.isDrainedInTime()) {
			failures.add("%s did not drain before the deadline".formatted(run.mode().title()));
		}
		if (run.isRestart() && !run.isBack()) {
			failures.add("%s did not come back into service".formatted(run.mode().title()));
		}
		return failures;
	}

	private static String success(RunResult run) {
		if (run.mode() == Mode.SPOT_AWARE) {
			return run.isRestart() ? "Spot Aware lost nothing, drained before the deadline and is healthy again"
					: "Spot Aware lost nothing and drained before the deadline";
		}
		return run.isComplete() ? "plain Boot lost nothing: cannot show fairness at lag 0"
				: "plain Boot lost %d requests".formatted(run.load().lostInAll());
	}

}
