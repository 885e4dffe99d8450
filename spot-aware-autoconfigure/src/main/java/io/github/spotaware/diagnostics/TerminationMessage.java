package io.github.spotaware.diagnostics;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.StepOutcome.Result;
import io.github.spotaware.lifecycle.DrainReport;
import io.github.spotaware.lifecycle.DrainReport.End;
import org.jspecify.annotations.Nullable;

/**
 * Tells in one line how a drain ended: what it took, what it cut short, what was left.
 */
final class TerminationMessage {

	/**
	 * Kubernetes keeps 4096 bytes of a message, and less where a pod has more than three
	 * containers. A character is three bytes at most.
	 */
	private static final int LENGTH = 1000;

	private TerminationMessage() {
	}

	static String of(DrainReport report) {
		String end = (report.end() == End.SETTLED) ? "drained in" : "out of time after";
		String line = "%s %s, %d in flight, %s left (%s)%s%s%s".formatted(end, seconds(report.took()),
				report.inFlight(), seconds(report.remaining()), report.cause().id(), cut(report),
				steps(report, "failed", Result.FAILED), steps(report, "cut short", Result.TIMED_OUT));
		return (line.length() > LENGTH) ? line.substring(0, LENGTH) : line;
	}

	private static String cut(DrainReport report) {
		return report.cut()
				? "; settle cut to %s, reserve to %s".formatted(seconds(report.settle()), seconds(report.reserve()))
				: "";
	}

	private static String steps(DrainReport report, String what, Result result) {
		String names = report.steps()
			.stream()
			.filter((step) -> result == result(step.outcome()))
			.map(DrainReport.Step::name)
			.distinct()
			.collect(Collectors.joining(", "));
		return names.isEmpty() ? "" : "; %s: %s".formatted(what, names);
	}

	private static @Nullable Result result(@Nullable StepOutcome outcome) {
		return (outcome != null) ? outcome.result() : null;
	}

	/**
	 * Return whole seconds, but tenths where they count.
	 */
	private static String seconds(Duration duration) {
		double seconds = duration.toMillis() / 1000.0;
		String text = String.format(Locale.ROOT, (seconds < 9.95) ? "%.1f s" : "%.0f s", seconds);
		return text.replace(".0 s", " s");
	}

}
