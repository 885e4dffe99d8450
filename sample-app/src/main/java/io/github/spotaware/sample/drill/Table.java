package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import io.github.spotaware.sample.drill.Moment.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Puts both halves of the drill side by side: counts are sums of its runs, times are the
 * worst of them.
 */
final class Table {

	private static final BinaryOperator<Duration> LONGEST = BinaryOperator.maxBy(Comparator.naturalOrder());

	private static final BinaryOperator<Duration> SHORTEST = BinaryOperator.minBy(Comparator.naturalOrder());

	private final List<List<RunResult>> columns = new ArrayList<>();

	private final List<String> lines = new ArrayList<>();

	private Table(List<RunResult> runs) {
		for (Mode mode : Mode.values()) {
			List<RunResult> column = runs.stream().filter((run) -> run.mode() == mode).toList();
			if (!column.isEmpty()) {
				this.columns.add(column);
			}
		}
	}

	static String of(List<RunResult> runs) {
		Table table = new Table(runs);
		boolean restart = runs.stream().anyMatch(RunResult::isRestart);
		boolean stopped = runs.stream().anyMatch((run) -> run.timeline().has(Kind.SIGTERM) && run.mode() != Mode.PLAIN);
		table.row("", (column) -> column.get(0).mode().title());
		boolean pods = runs.stream().anyMatch((run) -> run.timeline().has(Kind.DELETED));
		boolean rollout = runs.stream().anyMatch((run) -> run.rollout() != null);
		table.row(restart ? "restarts" : rollout ? "rollouts" : pods ? "pods deleted" : "interruptions",
				(column) -> Format.count(column.size()));
		table.counts("sent", (run) -> run.load().sent());
		table.counts("complete", (run) -> run.load().complete());
		table.counts("lost", (run) -> run.load().lostInAll());
		if (runs.stream().anyMatch((run) -> run.leastLoss() > 0)) {
			table.counts("  least possible, about", RunResult::leastLoss);
		}
		for (String kind : kinds(runs)) {
			table.counts("  " + kind, (run) -> run.load().lost().getOrDefault(kind, 0L));
		}
		table.counts("unaccounted", (run) -> run.load().unaccounted());
		table.row("p50", (column) -> Format.millis(worst(column, (run) -> run.load().p50(), LONGEST)));
		table.row("p99", (column) -> Format.millis(worst(column, (run) -> run.load().p99(), LONGEST)));
		table.times(restart ? "SIGTERM to first 503" : pods ? "deletion to first 503" : "notice to first 503",
				(run) -> run.last(Kind.REFUSED), LONGEST);
		table.times("left when drained", (run) -> run.leftAfter(Kind.DRAINED), SHORTEST);
		table.times("left when exited", (run) -> run.leftAfter(Kind.EXIT), SHORTEST);
		table.times("alive after the last node let go", RunResult::aliveAfterLetGo, LONGEST);
		if (stopped) {
			table.times("SIGTERM to exit", RunResult::exitAfterSignal, LONGEST);
		}
		if (pods) {
			table.times("deletion to exit", (run) -> run.last(Kind.EXIT), LONGEST);
		}
		if (rollout) {
			table.times("rollout complete after", (run) -> rollout(run, Rollout::complete), LONGEST);
			table.times("last old pod gone after", (run) -> rollout(run, Rollout::ended), LONGEST);
		}
		if (restart) {
			table.times("back in service after", (run) -> run.timeline().last(Kind.BACK), LONGEST);
		}
		return String.join(System.lineSeparator(), table.lines);
	}

	private static @Nullable Duration rollout(RunResult run, Function<Rollout, Duration> time) {
		return (run.rollout() != null) ? time.apply(run.rollout()) : null;
	}

	private static SortedSet<String> kinds(List<RunResult> runs) {
		SortedSet<String> kinds = new TreeSet<>();
		runs.forEach((run) -> kinds.addAll(run.load().lost().keySet()));
		return kinds;
	}

	private void counts(String name, ToLongFunction<RunResult> count) {
		row(name, (column) -> Format.count(column.stream().mapToLong(count).sum()));
	}

	private void times(String name, Function<RunResult, @Nullable Duration> time, BinaryOperator<Duration> worst) {
		row(name, (column) -> Format.seconds(worst(column, time, worst)));
	}

	private static @Nullable Duration worst(List<RunResult> column, Function<RunResult, @Nullable Duration> time,
			BinaryOperator<Duration> worst) {
		return column.stream().map(time).filter(Objects::nonNull).reduce(worst).orElse(null);
	}

	private void row(String name, Function<List<RunResult>, String> value) {
		StringBuilder line = new StringBuilder("%-38s".formatted(name));
		this.columns.forEach((column) -> line.append("%14s".formatted(value.apply(column))));
		this.lines.add(line.toString().stripTrailing());
	}

}
