package io.github.spotaware.sample.drill;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.github.spotaware.sample.process.ShopProcesses;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts an instance of the shop under load, with Spot Aware and with plain Spring
 * Boot, and judges what became of the requests.
 */
public final class Drill {

	private final PrintStream out;

	Drill(PrintStream out) {
		this.out = out;
	}

	/**
	 * Run the drill.
	 * @param arguments the options
	 * @return the exit code
	 */
	public static int run(List<String> arguments) {
		return new Drill(System.out).start(arguments).code();
	}

	ExitCode start(List<String> arguments) {
		if (arguments.contains(Option.HELP.flag())) {
			printHelp();
			return ExitCode.PASSED;
		}
		try {
			OptionValues values = new OptionValues(arguments);
			if (values.has(Option.CHAOS)) {
				return run(Chaos.of(values, randomSeed()));
			}
			if (arguments.contains(Option.MATRIX.flag())) {
				return run(MatrixOptions.parse(arguments));
			}
			return run(DrillOptions.parse(arguments, randomSeed()));
		}
		catch (BadOptionException ex) {
			this.out.println(ex.getMessage());
			this.out.println("See --drill --help");
			return ExitCode.BAD_OPTIONS;
		}
		catch (IOException | RuntimeException ex) {
			this.out.printf("The drill could not run: %s%n", DrillReport.reason(ex));
			return ExitCode.COULD_NOT_RUN;
		}
	}

	private static long randomSeed() {
		return ThreadLocalRandom.current().nextInt(1, 1_000_000);
	}

	private ExitCode run(Chaos chaos) {
		try (ShopProcesses processes = ShopProcesses.open()) {
			ExitCode exitCode = chaos.run(this.out,
					(draw) -> execute(draw.options(), draw.mode(), draw.number(), processes));
			if (exitCode != ExitCode.PASSED) {
				processes.keepLogs();
				this.out.printf("The instances' logs are in %s%n", processes.directory());
			}
			return exitCode;
		}
	}

	private ExitCode run(MatrixOptions options) throws IOException {
		return options.report() ? new MatrixReport(this.out, options).print()
				: new Matrix(this.out, options, this::interrupt, InstantSource.system(), System::nanoTime).run();
	}

	private RunResult interrupt(Cell cell) {
		try (ShopProcesses processes = ShopProcesses.open()) {
			RunResult result = execute(cell, processes);
			if (cell.mode().aware() && !(result.isComplete() && result.isDrainedInTime() && !result.wasKilled())) {
				processes.keepLogs();
				new DrillReport(this.out).printTimeline(result);
				this.out.printf("  The instances' logs are in %s%n", processes.directory());
			}
			return result;
		}
	}

	private static RunResult execute(Cell cell, ShopProcesses processes) {
		try {
			return new Run(cell.options(), cell.mode(), cell.run()).execute(processes);
		}
		catch (RuntimeException ex) {
			// It may name the log of an instance.
			processes.keepLogs();
			throw ex;
		}
	}

	private ExitCode run(DrillOptions options) throws IOException {
		if (options.csv() != null) {
			new CsvFile(options.csv()).requireOwn();
		}
		try (ShopProcesses processes = ShopProcesses.open()) {
			ExitCode exitCode = run(options, processes);
			if (exitCode != ExitCode.PASSED) {
				processes.keepLogs();
				this.out.printf("The instances' logs are in %s%n", processes.directory());
			}
			return exitCode;
		}
	}

	private ExitCode run(DrillOptions options, ShopProcesses processes) {
		try {
			return options.proberOnly() ? measure(options, processes) : interrupt(options, processes);
		}
		catch (RuntimeException | IOException ex) {
			this.out.printf("The drill could not run: %s%n", DrillReport.reason(ex));
			return ExitCode.COULD_NOT_RUN;
		}
	}

	private ExitCode measure(DrillOptions options, ShopProcesses processes) {
		this.out.printf("%d notices, seed %d%n", options.interruptions(), options.seed());
		Spread reactions = new Spread(new Reaction(options, processes).measure());
		this.out.printf("notice visible to first 503: %s%n", reactions);
		return ExitCode.PASSED;
	}

	private ExitCode interrupt(DrillOptions options, ShopProcesses processes) throws IOException {
		this.out.printf("%s requests a second %s; %s, seed %d, %s%n", options.arrivals().rate(), options.way(),
				options.time(), options.seed(), options.circumstances());
		List<RunResult> results = new ArrayList<>();
		for (Mode mode : options.modes()) {
			int runs = mode.aware() ? options.interruptions() : 1;
			for (int run = 1; run <= runs; run++) {
				this.out.printf("%s: %s %d of %d ...%n", mode.title(), options.event(), run, runs);
				RunResult result;
				try {
					result = execute(options, mode, results.size() + 1, processes);
				}
				catch (RuntimeException ex) {
					return new DrillReport(this.out).judgeIncomplete(options, results, ex);
				}
				results.add(result);
				new DrillReport(this.out).printTimeline(result);
				append(options.csv(), options, result);
			}
		}
		return new DrillReport(this.out).judge(options, results);
	}

	static RunResult execute(DrillOptions options, Mode mode, int number, ShopProcesses processes) {
		TaskOptions task = options.task();
		PodOptions pod = options.pod();
		if (pod != null) {
			return new PodRun(options, pod, mode, number).execute(processes);
		}
		return (task != null) ? new TaskRun(options, task, mode, number).execute(processes)
				: new Run(options, mode, number).execute(processes);
	}

	private static void append(@Nullable Path csv, DrillOptions options, RunResult result) throws IOException {
		if (csv != null) {
			new CsvFile(csv).append(options, result);
		}
	}

	private void printHelp() {
		this.out.println("Usage: java -jar sample-app.jar --drill [options]");
		this.out.println();
		Arrays.stream(Option.values()).map(Option::help).forEach(this.out::println);
		this.out.println();
		this.out.println("Exit codes:");
		Arrays.stream(ExitCode.values()).map(ExitCode::help).forEach(this.out::println);
	}

}
