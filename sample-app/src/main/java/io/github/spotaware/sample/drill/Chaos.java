package io.github.spotaware.sample.drill;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.spotaware.sample.drill.Moment.Kind;

/**
 * Interrupts processes in ways that are drawn from a seed.
 *
 * @param seed the seed
 * @param count how many interruptions
 */
record Chaos(long seed, int count) {

	static Chaos of(OptionValues values, long randomSeed) {
		for (Option option : Option.values()) {
			if (values.has(option) && option != Option.CHAOS && option != Option.SEED) {
				throw OptionValues.bad(option, "give nothing but --seed beside --chaos");
			}
		}
		return new Chaos(values.seed(Option.SEED, randomSeed), values.number(Option.CHAOS, 1, 1, 1000));
	}

	ExitCode run(PrintStream out, Function<ChaosDraw, RunResult> interrupter) {
		out.printf("%d interruptions, seed %d%n", this.count, this.seed);
		List<String> rows = new ArrayList<>();
		List<String> failures = new ArrayList<>();
		List<String> notRun = new ArrayList<>();
		long sent = 0;
		long lost = 0;
		for (int number = 1; number <= this.count; number++) {
			ChaosDraw draw = ChaosDraw.of(this.seed, number, false);
			out.printf("%d of %d: %s%n", number, this.count, draw.command());
			try {
				RunResult result = interrupter.apply(draw);
				rows.add(row(draw, result));
				sent += result.load().sent();
				lost += result.load().lostInAll();
				out.printf("  %s%n", rows.get(rows.size() - 1));
				List<String> found = draw.failures(result);
				found.forEach((failure) -> failures.add("%d: %s".formatted(draw.number(), failure)));
				if (!found.isEmpty()) {
					result.timeline()
						.moments()
						.forEach((moment) -> out.printf("%10s  %s%n", Format.seconds(moment.at()), moment.what()));
				}
			}
			catch (RuntimeException ex) {
				notRun.add("%d: could not run: %s".formatted(draw.number(), ex.getMessage()));
			}
		}
		out.printf("%n| | server | platform | | sent | lost | left when drained | exit after |%n");
		out.printf("|---|---|---|---|---|---|---|---|%n");
		rows.forEach(out::println);
		out.printf("%n%s requests sent, %s lost%n", Format.count(sent), Format.count(lost));
		failures.forEach(out::println);
		notRun.forEach(out::println);
		out.println((failures.isEmpty() && notRun.isEmpty()) ? "PASSED" : "FAILED");
		if (!failures.isEmpty()) {
			return ExitCode.LOST;
		}
		return notRun.isEmpty() ? ExitCode.PASSED : ExitCode.COULD_NOT_RUN;
	}

	private static String row(ChaosDraw draw, RunResult result) {
		return "| %d | %s | %s | %s | %s | %s | %s | %s |".formatted(draw.number(), draw.server(), draw.platform(),
				draw.what(), Format.count(result.load().sent()), Format.count(result.load().lostInAll()),
				Format.seconds(result.leftAfter(Kind.DRAINED)), Format.seconds(result.last(Kind.EXIT)));
	}

}
