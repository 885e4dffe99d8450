package io.github.spotaware.sample.drill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.spotaware.sample.matrix.Column;
import io.github.spotaware.sample.matrix.Row;
import org.jspecify.annotations.Nullable;

/**
 * Holds the options of the matrix.
 *
 * @param base what is the same for all of it
 * @param csv has the results
 * @param servers the servers, in order
 * @param lags the lags, {@code null} for those that are compared by default
 * @param arrivals when requests arrive, {@code null} for what is compared by default
 * @param modes the modes
 * @param budget time after which nothing more is begun, {@code null} for no limit
 * @param report whether the results are shown instead
 * @param svg gets the picture, {@code null} for none
 * @param command what was typed
 */
record MatrixOptions(DrillOptions base, Path csv, List<Server> servers, @Nullable List<Duration> lags,
		@Nullable List<Arrivals> arrivals, Set<Mode> modes, @Nullable Duration budget, boolean report,
		@Nullable Path svg, String command) {

	/**
	 * So that a second run goes on with the same requests.
	 */
	private static final long SEED = 7;

	private static final Duration MOST_LAG = Duration.ofMinutes(2);

	private static final List<Duration> LAGS_ON_TOMCAT = seconds(0, 2, 5, 10, 15, 25, 40);

	private static final List<Duration> LAGS_ELSEWHERE = seconds(0, 10, 40);

	private static final List<Arrivals> ARRIVALS = List.of(new Arrivals("300", 1), new Arrivals("5", 1),
			new Arrivals("0.05", 1), Arrivals.BURSTS);

	private static final Option[] OWN = { Option.SERVERS, Option.LAGS, Option.RATES, Option.BUDGET, Option.SIGTERM,
			Option.REPORT, Option.SVG };

	private static final Option[] FOREIGN = { Option.PLATFORM, Option.LAG, Option.RATE, Option.SERVER, Option.DURATION,
			Option.FAULT, Option.RESTART, Option.PROBER_ONLY };

	static MatrixOptions parse(List<String> arguments) {
		OptionValues values = new OptionValues(arguments);
		for (Option option : FOREIGN) {
			if (values.has(option)) {
				throw OptionValues.bad(option, "the matrix has none: leave out --matrix" + instead(option));
			}
		}
		Set<Mode> modes = EnumSet.copyOf(values.list(Option.ONLY, List.copyOf(Mode.ofMatrix()), MatrixOptions::mode,
				"use some of " + Mode.ids(Mode.ofMatrix())));
		values.remove(Option.ONLY);
		values.fallback(Option.NOTICE, "120s");
		return new MatrixOptions(DrillOptions.of(values, SEED), csv(values),
				values.list(Option.SERVERS, List.of(Server.values()), Server::of, "use some of " + Server.ids()),
				values.has(Option.LAGS) ? values.list(Option.LAGS, List.of(), MatrixOptions::lag, "") : null,
				values.has(Option.RATES) ? values
					.list(Option.RATES, ARRIVALS, Arrivals::of, "use numbers above 0, up to 2000, or bursts") : null,
				modes,
				values.has(Option.BUDGET)
						? values.time(Option.BUDGET, Duration.ZERO, Duration.ofSeconds(1), Duration.ofDays(7)) : null,
				values.has(Option.REPORT), values.file(Option.SVG),
				"java -jar sample-app.jar --drill " + String.join(" ", arguments));
	}

	/**
	 * Return the file of the results, to be written or to be read.
	 */
	private static Path csv(OptionValues values) {
		if (!values.has(Option.REPORT) && values.has(Option.SVG)) {
			throw OptionValues.bad(Option.SVG, "use it with --report");
		}
		if (values.has(Option.REPORT) && values.has(Option.CSV)) {
			throw OptionValues.bad(Option.CSV, "--report names the file, leave one of them out");
		}
		Path report = values.existingFile(Option.REPORT);
		Path csv = values.file(Option.CSV);
		if (report == null && csv == null) {
			throw new BadOptionException("Option '--matrix' needs '--csv', the file of its results");
		}
		return (report != null) ? report : Objects.requireNonNull(csv);
	}

	/**
	 * What is there for the matrix only is not silently left out.
	 */
	static void requireNone(OptionValues values) {
		for (Option option : OWN) {
			if (values.has(option)) {
				throw OptionValues.bad(option, "use it with --matrix");
			}
		}
	}

	/**
	 * Return all combinations, in the order in which they are run: what is compared with
	 * each other one after the other.
	 */
	List<Cell> cells() {
		List<Cell> cells = new ArrayList<>();
		for (Server server : this.servers) {
			for (Arrivals arrival : (this.arrivals != null) ? this.arrivals : ARRIVALS) {
				for (Duration lag : lags(server)) {
					for (int run = 1; run <= this.base.interruptions(); run++) {
						for (Mode mode : this.modes) {
							cells.add(new Cell(this.base, server, arrival, lag, mode, run));
						}
					}
				}
			}
		}
		return cells;
	}

	/**
	 * Whether a result is one of those that the options name. What they do not name is
	 * not asked for: seed, notice and the like, and lags and rates where they are left
	 * out.
	 */
	boolean select(Row row) {
		List<Duration> wantedLags = this.lags;
		List<Arrivals> wantedArrivals = this.arrivals;
		return this.servers.stream().anyMatch((server) -> row.text(Column.SERVER).equals(server.id()))
				&& this.modes.stream().anyMatch((mode) -> row.text(Column.MODE).equals(mode.id()))
				&& (wantedLags == null || wantedLags.contains(row.time(Column.LAG_MS)))
				&& (wantedArrivals == null || wantedArrivals.stream()
					.anyMatch((arrival) -> row.text(Column.LOAD).equals(arrival.description())));
	}

	private List<Duration> lags(Server server) {
		if (this.lags != null) {
			return this.lags;
		}
		return (server == Server.TOMCAT) ? LAGS_ON_TOMCAT : LAGS_ELSEWHERE;
	}

	private static String instead(Option option) {
		return switch (option) {
			case LAG -> ", or use --lags";
			case RATE -> ", or use --rates";
			case SERVER -> ", or use --servers";
			default -> "";
		};
	}

	private static Duration lag(String text) {
		return OptionValues.time(Option.LAGS, text, Duration.ZERO, MOST_LAG);
	}

	private static @Nullable Mode mode(String id) {
		return Mode.ofMatrix().stream().filter((mode) -> mode.id().equals(id)).findFirst().orElse(null);
	}

	private static List<Duration> seconds(int... seconds) {
		List<Duration> times = new ArrayList<>();
		for (int one : seconds) {
			times.add(Duration.ofSeconds(one));
		}
		return times;
	}

}
