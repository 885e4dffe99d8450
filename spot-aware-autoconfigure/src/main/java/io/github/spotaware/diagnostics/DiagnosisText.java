package io.github.spotaware.diagnostics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotaware.Finding;
import io.github.spotaware.Severity;
import io.github.spotaware.lifecycle.Budget;
import io.github.spotaware.lifecycle.Budget.Part;
import org.jspecify.annotations.Nullable;

/**
 * Writes a diagnosis as one block of text.
 */
final class DiagnosisText {

	private static final String INDENT = "    ";

	private final List<String> lines = new ArrayList<>();

	private DiagnosisText(Diagnosis diagnosis) {
		this.lines.add(summary(diagnosis));
		diagnosis.findings().forEach(this::add);
		if (!diagnosis.budgets().isEmpty()) {
			add(diagnosis.budgets());
		}
	}

	static String of(Diagnosis diagnosis) {
		return String.join(System.lineSeparator(), new DiagnosisText(diagnosis).lines);
	}

	private static String summary(Diagnosis diagnosis) {
		String counts = Stream.of(Severity.values())
			.filter(diagnosis::has)
			.map((severity) -> count(severity, diagnosis.count(severity)))
			.collect(Collectors.joining(", "));
		return "Doctor: " + (counts.isEmpty() ? "nothing found that would make a drain fail" : counts);
	}

	private static String count(Severity severity, long count) {
		return "%d %s%s".formatted(count, severity.id(), (severity == Severity.WARNING && count > 1) ? "s" : "");
	}

	private void add(Finding finding) {
		this.lines.add("%s%-9s %s: %s".formatted(INDENT, finding.severity().id(), finding.id(), finding.message()));
		this.lines.add("%s%-9s %s".formatted(INDENT, "", finding.remedy()));
		if (finding.documentation() != null) {
			this.lines.add("%s%-9s %s".formatted(INDENT, "", finding.documentation()));
		}
	}

	/**
	 * Add a column for each way in which we are told to leave. The last one has the parts
	 * of all others.
	 */
	private void add(List<Budget> budgets) {
		this.lines.add(row("how long each part may take", budgets.stream().map((it) -> it.trigger().description())));
		this.lines.add(row("there is", budgets.stream().map((it) -> seconds(it.time()))));
		for (String name : budgets.stream().flatMap((it) -> it.parts().stream()).map(Part::name).distinct().toList()) {
			this.lines.add(row(name, budgets.stream().map((it) -> cell(part(it, name)))));
		}
		for (Budget budget : budgets) {
			this.lines.add("%s%s: %s%s".formatted(INDENT, budget.trigger().description(), budget.origin(),
					budget.cut() ? "; too short: silence and what comes after it were cut" : ""));
		}
		Duration latency = budgets.get(0).healthCheckLatency();
		if (latency != null) {
			this.lines
				.add("%shealth check: %s until it sees that traffic is refused".formatted(INDENT, seconds(latency)));
		}
		Duration delay = budgets.get(0).deregistrationDelay();
		if (delay != null) {
			this.lines.add("%sderegistration delay: %s, which nothing waits for".formatted(INDENT, seconds(delay)));
		}
	}

	private static String row(String name, Stream<String> cells) {
		return (INDENT + "%-29s".formatted(name)
				+ cells.map((cell) -> "%-29s".formatted(cell)).collect(Collectors.joining()))
			.stripTrailing();
	}

	private static @Nullable Part part(Budget budget, String name) {
		return budget.parts().stream().filter((part) -> part.name().equals(name)).findFirst().orElse(null);
	}

	private static String cell(@Nullable Part part) {
		if (part == null) {
			return "-";
		}
		Duration wanted = part.wanted();
		return seconds(part.limit()) + ((wanted != null) ? " instead of " + seconds(wanted) : "");
	}

	private static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0).replace(".0 s", " s");
	}

}
