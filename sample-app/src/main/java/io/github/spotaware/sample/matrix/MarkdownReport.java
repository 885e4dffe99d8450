package io.github.spotaware.sample.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes the results as tables.
 */
public final class MarkdownReport {

	private final List<String> lines = new ArrayList<>();

	private final Results results;

	private MarkdownReport(Results results) {
		this.results = results;
	}

	/**
	 * Write results as Markdown.
	 * @param results the results
	 * @return the text
	 */
	public static String of(Results results) {
		MarkdownReport report = new MarkdownReport(results);
		results.comparisons().forEach(report::compare);
		report.sumUp();
		report.tellOfTheMachine();
		return String.join(System.lineSeparator(), report.lines);
	}

	private void compare(Comparison comparison) {
		add("### " + comparison.title(), "", comparison.circumstances(), "");
		List<String> modes = comparison.modes();
		List<String> head = new ArrayList<>(List.of("last node lets go"));
		modes.forEach((mode) -> head.addAll(List.of(this.results.titles().mode(mode) + " lost", "alive after it")));
		table(head);
		for (long lag : comparison.lags()) {
			List<String> row = new ArrayList<>(List.of(Comparison.seconds(lag) + " s"));
			modes.forEach((mode) -> {
				row.add(lost(comparison.lost(mode, lag)));
				row.add(Numbers.seconds(comparison.alive(mode, lag)));
			});
			row(row);
		}
		add("");
	}

	private static String lost(OptionalDouble lost) {
		if (lost.isEmpty()) {
			return "";
		}
		return (lost.getAsDouble() == 0) ? "**0**" : Numbers.plain(lost.getAsDouble());
	}

	private void sumUp() {
		add("### In all", "");
		table(List.of("mode", "interruptions", "sent", "lost", "in which way"));
		this.results.titles().modes().forEach((mode, title) -> {
			List<Row> rows = this.results.rows().stream().filter((row) -> row.text(Column.MODE).equals(mode)).toList();
			if (!rows.isEmpty()) {
				row(List.of(title, Numbers.count(rows.size()), Numbers.count(sum(rows, Column.SENT)),
						Numbers.count(sum(rows, Column.LOST)), kinds(rows)));
			}
		});
		add("");
		long unaccounted = sum(this.results.rows(), Column.UNACCOUNTED);
		add("%s, %s left out because the machine was overloaded.".formatted(
				(unaccounted == 0) ? "No request is unaccounted for" : unaccounted + " requests are unaccounted for",
				(this.results.overloaded() == 1) ? "1 interruption is"
						: this.results.overloaded() + " interruptions are"),
				"");
	}

	private static long sum(List<Row> rows, Column column) {
		return rows.stream().mapToLong((row) -> row.number(column)).sum();
	}

	private static String kinds(List<Row> rows) {
		SortedMap<String, Long> kinds = new TreeMap<>();
		for (Row row : rows) {
			for (String kind : row.text(Column.LOST_BY_KIND).split("; ", -1)) {
				int equals = kind.lastIndexOf('=');
				if (equals > 0) {
					kinds.merge(kind.substring(0, equals), Long.parseLong(kind.substring(equals + 1)), Long::sum);
				}
			}
		}
		return kinds.entrySet()
			.stream()
			.map((entry) -> "%s x %s".formatted(Numbers.count(entry.getValue()), entry.getKey()))
			.collect(Collectors.joining(", "));
	}

	private void tellOfTheMachine() {
		add("### Machine and commands", "");
		distinct((row) -> "%s cores, %s; %s".formatted(row.text(Column.CORES), row.text(Column.OS),
				row.text(Column.VERSIONS)))
			.forEach((line) -> add("- " + line));
		add("- Load average before an interruption: %s.".formatted(range(Column.LOAD_BEFORE)),
				"- What was due was done at most %s ms late, 99 %% of it at most %s ms."
					.formatted(longest(Column.LATE_MAX_MS), longest(Column.LATE_P99_MS)),
				"- Seed: %s.".formatted(String.join(", ", distinct((row) -> row.text(Column.SEED)))), "");
		distinct((row) -> row.text(Column.COMMAND)).forEach((command) -> add("    " + command));
	}

	private Collection<String> distinct(Function<Row, String> text) {
		return this.results.rows().stream().map(text).distinct().sorted().toList();
	}

	private String range(Column column) {
		var summary = this.results.rows()
			.stream()
			.map((row) -> row.text(column))
			.filter((text) -> !text.isEmpty())
			.mapToDouble(Double::parseDouble)
			.summaryStatistics();
		return (summary.getCount() == 0) ? "unknown"
				: "%s to %s".formatted(Numbers.plain(summary.getMin()), Numbers.plain(summary.getMax()));
	}

	private long longest(Column column) {
		return this.results.rows()
			.stream()
			.map((row) -> row.time(column))
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.map(Duration::toMillis)
			.orElse(0L);
	}

	private void table(List<String> head) {
		row(head);
		add("|" + "---|".repeat(head.size()));
	}

	private void row(List<String> cells) {
		add("| " + String.join(" | ", cells) + " |");
	}

	private void add(String... more) {
		this.lines.addAll(List.of(more));
	}

}
