package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

import io.github.spotaware.sample.drill.Moment.Kind;
import io.github.spotaware.sample.matrix.Column;
import io.github.spotaware.sample.matrix.Row;

/**
 * Is what came of one interruption of the matrix.
 *
 * @param cell the interruption
 * @param run what came of it
 * @param startedAt when it began to be prepared
 * @param took how long all of it took
 * @param loadBefore load average of the machine before
 * @param command what was typed
 */
record CellResult(Cell cell, RunResult run, Instant startedAt, Duration took, double loadBefore, String command) {

	Row row() {
		LoadResult load = this.run.load();
		Lateness lateness = load.lateness();
		return this.cell.identity()
			.with(Column.SENT, load.sent())
			.with(Column.COMPLETE, load.complete())
			.with(Column.LOST, load.lostInAll())
			.with(Column.LOST_BY_KIND, kinds(load))
			.with(Column.UNACCOUNTED, load.unaccounted())
			.with(Column.P50_MS, load.p50())
			.with(Column.P99_MS, load.p99())
			.with(Column.FIRST_503_MS, this.run.last(Kind.REFUSED))
			.with(Column.LET_GO_MS, this.run.last(Kind.LET_GO))
			.with(Column.LAST_REQUEST_MS, this.run.last(Kind.LAST_REQUEST))
			.with(Column.DRAINED_MS, this.run.last(Kind.DRAINED))
			.with(Column.EXIT_MS, this.run.last(Kind.EXIT))
			.with(Column.ALIVE_MS, this.run.aliveAfterLetGo())
			.with(Column.LATE_P99_MS, lateness.p99())
			.with(Column.LATE_MAX_MS, lateness.max())
			.with(Column.OVERLOADED, lateness.overloaded())
			.with(Column.STARTED_AT, this.startedAt)
			.with(Column.TOOK_MS, this.took)
			.with(Column.CORES, Runtime.getRuntime().availableProcessors())
			.with(Column.LOAD_BEFORE, this.loadBefore)
			.with(Column.OS, System.getProperty("os.name") + " " + System.getProperty("os.arch"))
			.with(Column.VERSIONS, Versions.of(this.cell.server()))
			.with(Column.COMMAND, this.command);
	}

	private static String kinds(LoadResult load) {
		return load.lost()
			.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + entry.getValue())
			.collect(Collectors.joining("; "));
	}

	/**
	 * The result in words.
	 */
	String description() {
		LoadResult load = this.run.load();
		String ways = load.lost().isEmpty() ? "" : " (" + kinds(load) + ")";
		String text = "lost %d of %d%s, alive after the last node let go %s, latest %s".formatted(load.lostInAll(),
				load.sent(), ways, Format.seconds(this.run.aliveAfterLetGo()), Format.millis(load.lateness().max()));
		return load.lateness().overloaded() ? text + ": OVERLOADED, does not count" : text;
	}

}
