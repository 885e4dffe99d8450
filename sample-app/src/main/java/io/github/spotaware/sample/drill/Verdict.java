package io.github.spotaware.sample.drill;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges the runs of a drill.
 *
 * @param exitCode the judgement
 * @param reasons what it rests on
 */
record Verdict(ExitCode exitCode, List<String> reasons) {

	static Verdict of(List<RunResult> runs, boolean comparable) {
		List<String> failures = new ArrayList<>();
		runs.forEach((run) -> failures.addAll(failures(run)));
		if (!failures.isEmpty()) {
			return new Verdict(ExitCode.LOST, failures);
		}
		List<RunResult> aware = runs.stream().filter((run) -> run.mode().aware() && !run.isRestart()).toList();
		if (!aware.isEmpty() && aware.stream().noneMatch(RunResult::wasCalled)) {
			return new Verdict(ExitCode.UNFAIR, List.of("nobody called the instance before it ended: "
					+ "this load shows nothing, send more or from more callers"));
		}
		boolean unfair = runs.stream().anyMatch((run) -> run.mode() == Mode.PLAIN && run.isComplete());
		if (unfair && comparable) {
			return new Verdict(ExitCode.UNFAIR, List.of("plain Boot lost nothing: this load shows no difference"));
		}
		return new Verdict(ExitCode.PASSED, runs.stream().map(Verdict::success).distinct().toList());
	}

	private static List<String> failures(RunResult run) {
		List<String> failures = new ArrayList<>();
		if (run.load().unaccounted() != 0) {
			failures.add("%s: %d requests are unaccounted for".formatted(run.mode().title(), run.load().unaccounted()));
		}
		if (run.mode().aware() && run.isLossy()) {
			failures.add(lost(run));
		}
		if (run.mode().aware() && !run.isDrainedInTime()) {
			failures.add("%s did not drain before the deadline".formatted(name(run)));
		}
		if (run.mode().aware() && run.wasKilled()) {
			failures.add("%s had not ended by the deadline and was killed".formatted(name(run)));
		}
		if (run.isRestart() && !run.isBack()) {
			failures.add("%s did not come back into service".formatted(run.mode().title()));
		}
		return failures;
	}

	private static String lost(RunResult run) {
		Lateness lateness = run.load().lateness();
		String least = (run.leastLoss() > 0) ? " where at least about %d have to be".formatted(run.leastLoss()) : "";
		String machine = lateness.overloaded() ? "; the machine was up to %s late, which loses requests by itself"
			.formatted(Format.millis(lateness.max())) : "";
		return "%s lost %d requests".formatted(name(run), run.load().lostInAll()) + least + machine;
	}

	private static String name(RunResult run) {
		return (run.mode() == Mode.WITHOUT_CALLS) ? "Spot Aware without any AWS call" : run.mode().title();
	}

	private static String success(RunResult run) {
		if (run.mode().aware() && run.leastLoss() > 0) {
			return "%s lost %d requests where at least about %d have to be, and drained before the deadline"
				.formatted(name(run), run.load().lostInAll(), run.leastLoss());
		}
		if (run.mode().aware()) {
			return name(run) + (run.isRestart() ? " lost nothing, drained before the deadline and is healthy again"
					: " lost nothing and drained before the deadline");
		}
		return run.isComplete() ? run.mode().title() + " lost nothing"
				: "%s lost %d requests".formatted(run.mode().title(), run.load().lostInAll());
	}

}
