package io.github.spotaware.sample.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

import io.github.spotaware.sample.drill.Moment.Kind;

/**
 * Puts runs side by side.
 */
final class Table {

	private final List<RunResult> runs;

	private final List<String> lines = new ArrayList<>();

	private Table(List<RunResult> runs) {
		this.runs = runs;
	}

	static String of(List<RunResult> runs) {
		Table table = new Table(runs);
		table.row("", (run) -> run.mode().title());
		table.row("sent", (run) -> Format.count(run.load().sent()));
		table.row("complete", (run) -> Format.count(run.load().complete()));
		table.row("lost", (run) -> Format.count(run.load().lostInAll()));
		for (String kind : table.kinds()) {
			table.row("  " + kind, (run) -> Format.count(run.load().lost().getOrDefault(kind, 0L)));
		}
		table.row("unaccounted", (run) -> Format.count(run.load().unaccounted()));
		table.row("p50", (run) -> Format.millis(run.load().p50()));
		table.row("p99", (run) -> Format.millis(run.load().p99()));
		table.row("notice to first 503", (run) -> Format.seconds(run.timeline().last(Kind.REFUSED)));
		table.row("drained, left", (run) -> Format.seconds(run.leftAfter(Kind.DRAINED)));
		table.row("exited, left", (run) -> Format.seconds(run.leftAfter(Kind.EXIT)));
		table.row("alive after last node", (run) -> Format.seconds(run.aliveAfterLetGo()));
		return String.join(System.lineSeparator(), table.lines);
	}

	private SortedSet<String> kinds() {
		SortedSet<String> kinds = new TreeSet<>();
		this.runs.forEach((run) -> kinds.addAll(run.load().lost().keySet()));
		return kinds;
	}

	private void row(String name, Function<RunResult, String> value) {
		StringBuilder line = new StringBuilder("%-38s".formatted(name));
		this.runs.forEach((run) -> line.append("%14s".formatted(value.apply(run))));
		this.lines.add(line.toString().stripTrailing());
	}

}
