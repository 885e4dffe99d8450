package io.github.spotaware.sample.drill;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.github.spotaware.sample.drill.Moment.Kind;

/**
 * Says what came of a drill.
 */
final class DrillReport {

	private final PrintStream out;

	DrillReport(PrintStream out) {
		this.out = out;
	}

	/**
	 * Print what happened to each instance, and when.
	 */
	void printTimeline(RunResult result) {
		int several = result.courses().size();
		for (int i = 0; i < several; i++) {
			if (several > 1) {
				this.out.printf("  %d of %d:%n", i + 1, several);
			}
			result.courses()
				.get(i)
				.timeline()
				.moments()
				.forEach((moment) -> this.out.printf("%10s  %s%n", Format.seconds(moment.at()), moment.what()));
		}
	}

	/**
	 * Judge the runs of a drill.
	 */
	ExitCode judge(DrillOptions options, List<RunResult> results) {
		this.out.println();
		this.out.println(Table.of(results));
		this.out.println();
		List<Duration> reactions = results.stream()
			.filter((result) -> result.mode().aware())
			.map((result) -> result.last(Kind.REFUSED))
			.filter(Objects::nonNull)
			.toList();
		if (options.interruptions() > 1 && !reactions.isEmpty()) {
			this.out.printf("%s to first 503: %s%n", (options.pod() != null) ? "deletion" : "notice visible",
					new Spread(reactions));
		}
		if (results.stream().anyMatch((result) -> result.leastLoss() > 0)) {
			boolean service = options.pod() != null && options.pod().way() == PodOptions.Way.SERVICE;
			this.out.println(service ? LeastLoss.FORMULA_OF_A_SERVICE : LeastLoss.FORMULA);
		}
		else if (options.modes().contains(Mode.PLAIN) && !options.restart() && ofInstances(options)) {
			this.out.printf("An instance that leaves at once loses about %d requests here%n",
					NodePlan.expectedLosses(options));
		}
		Verdict verdict = Verdict.of(results, losesWithoutCare(options, results));
		verdict.reasons().forEach(this.out::println);
		this.out.println((verdict.exitCode() == ExitCode.PASSED) ? "PASSED" : "FAILED");
		return verdict.exitCode();
	}

	/**
	 * Whether an application that takes no care has to lose something.
	 */
	private static boolean losesWithoutCare(DrillOptions options, List<RunResult> results) {
		return ofInstances(options) ? !options.lag().isZero()
				: results.stream().anyMatch((result) -> result.mode() == Mode.PLAIN && result.leastLoss() > 0);
	}

	private static boolean ofInstances(DrillOptions options) {
		return options.task() == null && options.pod() == null;
	}

	/**
	 * Judge what there is when a run could not be done: what was lost before is lost.
	 */
	ExitCode judgeIncomplete(DrillOptions options, List<RunResult> results, RuntimeException failure) {
		if (!results.isEmpty()) {
			this.out.println();
			this.out.println(Table.of(results));
			this.out.println();
		}
		Verdict verdict = Verdict.of(results, losesWithoutCare(options, results));
		boolean lost = verdict.exitCode() == ExitCode.LOST;
		if (lost) {
			verdict.reasons().forEach(this.out::println);
		}
		this.out.printf("The drill could not run to its end: %s%n", reason(failure));
		this.out.println("FAILED");
		return lost ? ExitCode.LOST : ExitCode.COULD_NOT_RUN;
	}

	/**
	 * Return why something could not be done, in words.
	 */
	static Object reason(Exception ex) {
		Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
		return Objects.requireNonNullElse(cause.getMessage(), cause);
	}

}
