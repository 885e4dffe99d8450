package io.github.spotaware.sample.drill;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import io.github.spotaware.sample.matrix.Column;
import io.github.spotaware.sample.matrix.MatrixFile;
import io.github.spotaware.sample.matrix.Row;

/**
 * Interrupts an instance for each combination that the file does not have yet.
 */
final class Matrix {

	private final PrintStream out;

	private final MatrixOptions options;

	private final Interrupter interrupter;

	private final InstantSource clock;

	private final LongSupplier ticker;

	Matrix(PrintStream out, MatrixOptions options, Interrupter interrupter, InstantSource clock, LongSupplier ticker) {
		this.out = out;
		this.options = options;
		this.interrupter = interrupter;
		this.clock = clock;
		this.ticker = ticker;
	}

	ExitCode run() throws IOException {
		MatrixFile file = open(this.options);
		List<Cell> cells = this.options.cells();
		List<Cell> left = cells.stream().filter((cell) -> !file.has(cell.identity())).toList();
		announce(cells, left, file);
		long begin = this.ticker.getAsLong();
		int failed = 0;
		for (int i = 0; i < left.size(); i++) {
			Duration budget = this.options.budget();
			if (budget != null && this.ticker.getAsLong() - begin >= budget.toNanos()) {
				this.out.printf("The time is used up: the same command goes on with the other %d%n", left.size() - i);
				break;
			}
			this.out.printf("%d of %d: %s ...%n", i + 1, left.size(), left.get(i).title());
			failed += execute(left.get(i), file) ? 0 : 1;
		}
		ExitCode judgement = judge(cells, file);
		return (failed > 0 && judgement == ExitCode.PASSED) ? ExitCode.COULD_NOT_RUN : judgement;
	}

	static MatrixFile open(MatrixOptions options) throws IOException {
		try {
			return options.report() ? MatrixFile.read(options.csv()) : MatrixFile.open(options.csv());
		}
		catch (IllegalArgumentException ex) {
			throw OptionValues.bad(options.report() ? Option.REPORT : Option.CSV, options.csv().toString(),
					String.valueOf(ex.getMessage()));
		}
	}

	private void announce(List<Cell> cells, List<Cell> left, MatrixFile file) {
		if (file.wasBroken()) {
			this.out.println("The last line of the file was broken: its interruption is done again");
		}
		Duration estimate = left.stream().map(Cell::estimate).reduce(Duration.ZERO, Duration::plus);
		this.out.printf("%d interruptions, %d of them in the file; the other %d take about %d min; seed %d%n",
				cells.size(), cells.size() - left.size(), left.size(), estimate.plusSeconds(30).toMinutes(),
				this.options.base().seed());
	}

	/**
	 * Run one and write it down.
	 * @return whether it could be run
	 */
	private boolean execute(Cell cell, MatrixFile file) throws IOException {
		double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
		long begin = this.ticker.getAsLong();
		try {
			Instant startedAt = this.clock.instant();
			RunResult run = this.interrupter.interrupt(cell);
			CellResult result = new CellResult(cell, run, startedAt, Duration.ofNanos(this.ticker.getAsLong() - begin),
					loadBefore, this.options.command());
			this.out.println("  " + result.description());
			file.append(result.row());
			return true;
		}
		catch (RuntimeException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			this.out.printf("  could not run: %s%n", cause.getMessage());
			return false;
		}
	}

	private ExitCode judge(List<Cell> cells, MatrixFile file) {
		List<Row> rows = file.rows()
			.stream()
			.filter(Row::counts)
			.filter((row) -> cells.stream().anyMatch((cell) -> cell.identity().repeats(row)))
			.toList();
		List<Row> aware = rows.stream().filter((row) -> row.text(Column.MODE).equals(Mode.SPOT_AWARE.id())).toList();
		long wanted = cells.stream().filter((cell) -> cell.mode() == Mode.SPOT_AWARE).count();
		long called = aware.stream().filter((row) -> row.time(Column.LAST_REQUEST_MS) != null).count();
		this.out.printf(
				"Spot Aware: %d interruptions of %d, in %d of them the instance was called before; "
						+ "%s requests sent, %s lost%n",
				aware.size(), wanted, called, Format.count(sum(aware, Column.SENT)),
				Format.count(sum(aware, Column.LOST)));
		tellOtherVersions(aware);
		List<String> reasons = rows.stream().flatMap((row) -> reasons(row).stream()).toList();
		reasons.forEach(this.out::println);
		if (!reasons.isEmpty()) {
			this.out.println("FAILED");
			return ExitCode.LOST;
		}
		if (wanted > 0 && called == 0) {
			this.out.println("Nothing is shown: no interruption of Spot Aware counts in which it was called");
			return ExitCode.COULD_NOT_RUN;
		}
		this.out.println("PASSED");
		return ExitCode.PASSED;
	}

	private void tellOtherVersions(List<Row> aware) {
		List<String> others = aware.stream()
			.filter((row) -> this.options.servers()
				.stream()
				.noneMatch((server) -> Versions.of(server).equals(row.text(Column.VERSIONS))))
			.map((row) -> row.text(Column.VERSIONS))
			.distinct()
			.toList();
		others.forEach((versions) -> this.out.printf("The file has interruptions of other versions: %s%n", versions));
	}

	/**
	 * Say what is wrong with an interruption.
	 */
	private static List<String> reasons(Row row) {
		List<String> reasons = new ArrayList<>();
		if (row.number(Column.UNACCOUNTED) != 0) {
			reasons.add("%d requests are unaccounted for".formatted(row.number(Column.UNACCOUNTED)));
		}
		if (row.text(Column.MODE).equals(Mode.SPOT_AWARE.id())) {
			if (row.number(Column.LOST) != 0) {
				reasons.add("lost %d requests".formatted(row.number(Column.LOST)));
			}
			if (!within(row, Column.DRAINED_MS)) {
				reasons.add("did not drain before the deadline");
			}
			if (!within(row, Column.EXIT_MS)) {
				reasons.add("had not ended by the deadline and was killed");
			}
		}
		return reasons.stream()
			.map((reason) -> "%s, %s, lag %s ms, %s, run %s: %s".formatted(row.text(Column.SERVER),
					row.text(Column.LOAD), row.text(Column.LAG_MS), row.text(Column.MODE), row.text(Column.RUN),
					reason))
			.toList();
	}

	private static boolean within(Row row, Column column) {
		Duration time = row.time(column);
		return time != null && time.toMillis() <= row.number(Column.NOTICE_MS);
	}

	private static long sum(List<Row> rows, Column column) {
		return rows.stream().mapToLong((row) -> row.number(column)).sum();
	}

	/**
	 * Interrupts an instance.
	 */
	interface Interrupter {

		RunResult interrupt(Cell cell);

	}

}
