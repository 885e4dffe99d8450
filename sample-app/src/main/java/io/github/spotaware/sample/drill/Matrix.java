package io.github.spotaware.sample.drill;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
		return (failed > 0) ? ExitCode.COULD_NOT_RUN : judge(cells, file);
	}

	static MatrixFile open(MatrixOptions options) throws IOException {
		try {
			return MatrixFile.open(options.csv());
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
		this.out.printf("Spot Aware: %d interruptions, %s requests sent, %s lost%n", aware.size(),
				Format.count(sum(aware, Column.SENT)), Format.count(sum(aware, Column.LOST)));
		boolean passed = sum(aware, Column.LOST) == 0 && sum(rows, Column.UNACCOUNTED) == 0
				&& aware.stream().allMatch(Matrix::isDrainedInTime);
		this.out.println(passed ? "PASSED" : "FAILED");
		return passed ? ExitCode.PASSED : ExitCode.LOST;
	}

	private static boolean isDrainedInTime(Row row) {
		Duration drained = row.time(Column.DRAINED_MS);
		return drained != null && drained.toMillis() <= row.number(Column.NOTICE_MS);
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
