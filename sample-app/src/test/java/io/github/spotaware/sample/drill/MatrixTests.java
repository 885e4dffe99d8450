package io.github.spotaware.sample.drill;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.github.spotaware.sample.drill.Moment.Kind;
import io.github.spotaware.sample.matrix.MatrixFile;
import io.github.spotaware.sample.matrix.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Matrix}, without instances.
 */
class MatrixTests {

	private static final Duration EACH = Duration.ofMinutes(1);

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final AtomicLong now = new AtomicLong();

	private final List<String> interrupted = new ArrayList<>();

	@TempDir
	private Path directory;

	@Test
	void runInterruptsForEachCombination() throws IOException {
		assertThat(run(this::good, "--lags", "0,10")).isEqualTo(ExitCode.PASSED);
		assertThat(this.interrupted).containsExactly("Tomcat, 300 a second, lag 0 s, Spot Aware",
				"Tomcat, 300 a second, lag 0 s, plain Boot", "Tomcat, 300 a second, lag 10 s, Spot Aware",
				"Tomcat, 300 a second, lag 10 s, plain Boot");
		assertThat(printed()).contains("4 interruptions, 0 of them in the file; the other 4 take about 4 min; seed 7")
			.contains("1 of 4: Tomcat, 300 a second, lag 0 s, Spot Aware ...")
			.contains("  lost 0 of 100, alive after the last node let go 34.00 s, latest 0 ms")
			.contains("Spot Aware: 2 interruptions of 2, in 2 of them the instance was called before; "
					+ "200 requests sent, 0 lost")
			.endsWith("PASSED" + System.lineSeparator());
		assertThat(Files.readAllLines(file())).hasSize(5)
			.element(2)
			.asString()
			.startsWith("tomcat,300 a second,notice,120000,6,0.02,30000,5000,0,plain,7,1,100,60,40,502=40,0,51,78,")
			.contains(",1970-01-01T00:01:40Z,60000,")
			.endsWith(
					",\"java -jar sample-app.jar --drill --matrix --csv %s --servers tomcat --rates 300 --only spot-aware,plain --lags 0,10\""
						.formatted(file()));
	}

	@Test
	void runAgainGoesOnWithWhatIsMissing() throws IOException {
		run(this::good, "--lags", "0");
		this.interrupted.clear();
		run(this::good, "--lags", "0,10");
		assertThat(this.interrupted).containsExactly("Tomcat, 300 a second, lag 10 s, Spot Aware",
				"Tomcat, 300 a second, lag 10 s, plain Boot");
		this.interrupted.clear();
		assertThat(run(this::good, "--lags", "0,10")).isEqualTo(ExitCode.PASSED);
		assertThat(this.interrupted).isEmpty();
		assertThat(printed()).contains("4 interruptions, 4 of them in the file; the other 0 take about 0 min");
	}

	@Test
	void runWhenTheFileIsOfOtherOptionsDoesAllOfItsOwn() throws IOException {
		run(this::good, "--lags", "0");
		this.interrupted.clear();
		run(this::good, "--lags", "0", "--seed", "8");
		run(this::good, "--lags", "0", "--notice", "60");
		run(this::good, "--lags", "0", "--nodes", "3");
		run(this::good, "--lags", "0", "--sigterm");
		assertThat(this.interrupted).hasSize(8);
		assertThat(MatrixFile.open(file()).rows()).hasSize(10);
	}

	@Test
	void runWhenTheLastLineIsBrokenDoesItAgain() throws IOException {
		run(this::good, "--lags", "0");
		String whole = Files.readString(file());
		Files.writeString(file(), whole.substring(0, whole.length() - 30));
		this.interrupted.clear();
		run(this::good, "--lags", "0");
		assertThat(this.interrupted).containsExactly("Tomcat, 300 a second, lag 0 s, plain Boot");
		assertThat(printed()).contains("The last line of the file was broken: its interruption is done again");
		assertThat(Files.readString(file())).isEqualTo(whole);
	}

	@Test
	void runWhenTheMachineWasOverloadedDoesItAgain() throws IOException {
		assertThat(run(this::overloaded, "--lags", "0")).isEqualTo(ExitCode.COULD_NOT_RUN);
		assertThat(printed()).contains("latest 3000 ms: OVERLOADED, does not count")
			.contains("Spot Aware: 0 interruptions of 1, in 0 of them the instance was called before; "
					+ "0 requests sent, 0 lost")
			.contains("Nothing is shown: no interruption of Spot Aware counts in which it was called")
			.doesNotContain("PASSED");
		this.interrupted.clear();
		run(this::good, "--lags", "0");
		assertThat(this.interrupted).hasSize(2);
		assertThat(MatrixFile.open(file()).rows()).hasSize(4).filteredOn(Row::counts).hasSize(2);
	}

	@Test
	void runWhenTheTimeIsUsedUpStopsBetweenTwo() throws IOException {
		assertThat(run(this::good, "--lags", "0,10", "--budget", "90s")).isEqualTo(ExitCode.PASSED);
		assertThat(this.interrupted).hasSize(2);
		assertThat(printed()).contains("The time is used up: the same command goes on with the other 2");
	}

	@Test
	void runWhenSpotAwareLosesOneFails() throws IOException {
		assertThat(run((cell) -> Runs.spotAware(100, 99, Map.of("502", 1L), 23), "--lags", "0"))
			.isEqualTo(ExitCode.LOST);
		assertThat(printed()).contains("tomcat, 300 a second, lag 0 ms, spot-aware, run 1: lost 1 requests")
			.contains("FAILED");
	}

	@Test
	void runWhenSpotAwareLosesOneAndAnotherCannotRunFails() throws IOException {
		assertThat(run((cell) -> {
			if (cell.mode() == Mode.PLAIN) {
				throw new IllegalStateException("no port is free");
			}
			return Runs.spotAware(100, 99, Map.of("502", 1L), 23);
		}, "--lags", "0")).isEqualTo(ExitCode.LOST);
	}

	@Test
	void runWhenSpotAwareHadToBeKilledFails() throws IOException {
		assertThat(run((cell) -> {
			RunResult run = Runs.spotAware(100, 100, Map.of(), 23);
			Runs.at(run.timeline(), Kind.EXIT, "exit", 121);
			return run;
		}, "--lags", "0")).isEqualTo(ExitCode.LOST);
		assertThat(printed()).contains("spot-aware, run 1: had not ended by the deadline and was killed");
	}

	@Test
	void runWhenTheFileIsOfOtherVersionsSaysSo() throws IOException {
		run(this::good, "--lags", "0");
		String versions = Versions.of(Server.TOMCAT);
		assertThat(printed()).doesNotContain("other versions");
		Files.writeString(file(), Files.readString(file()).replace(versions, "Java 8; Spot Aware 0.0.1"));
		assertThat(run(this::good, "--lags", "0")).isEqualTo(ExitCode.PASSED);
		assertThat(printed()).contains("The file has interruptions of other versions: Java 8; Spot Aware 0.0.1");
	}

	@Test
	void runWhenSpotAwareDoesNotDrainInTimeFails() throws IOException {
		assertThat(run((cell) -> Runs.spotAware(100, 100, Map.of(), 121), "--lags", "0")).isEqualTo(ExitCode.LOST);
	}

	@Test
	void runWhenOneCannotRunGoesOnAndSaysSo() throws IOException {
		assertThat(run((cell) -> {
			if (cell.mode() == Mode.SPOT_AWARE) {
				throw new IllegalStateException("no port is free");
			}
			return good(cell);
		}, "--lags", "0")).isEqualTo(ExitCode.COULD_NOT_RUN);
		assertThat(printed()).contains("  could not run: no port is free");
		assertThat(MatrixFile.open(file()).rows()).hasSize(1);
	}

	@Test
	void runWhenTheFileIsSomethingElseLeavesItAlone() throws IOException {
		Files.writeString(file(), "mode,fault,lag_ms\nplain,none,0\n");
		assertThatExceptionOfType(BadOptionException.class).isThrownBy(() -> run(this::good, "--lags", "0"))
			.withMessage("Option '--csv' cannot be '%s': it is not a file of the matrix", file());
		assertThat(file()).hasContent("mode,fault,lag_ms\nplain,none,0\n");
	}

	private RunResult good(Cell cell) {
		this.interrupted.add(cell.title());
		this.now.addAndGet(EACH.toNanos());
		return cell.mode().aware() ? Runs.spotAware(100, 100, Map.of(), 23) : Runs.plain(100, 60, Map.of("502", 40L));
	}

	private RunResult overloaded(Cell cell) {
		RunResult run = good(cell);
		Lateness lateness = new Lateness(Duration.ofMillis(5), Duration.ofSeconds(3));
		return new RunResult(run.mode(), run.load().with(lateness), run.courses(), 0, 0, null);
	}

	private ExitCode run(Matrix.Interrupter interrupter, String... arguments) throws IOException {
		List<String> all = new ArrayList<>(List.of("--matrix", "--csv", file().toString(), "--servers", "tomcat",
				"--rates", "300", "--only", "spot-aware,plain"));
		all.addAll(List.of(arguments));
		return new Matrix(new PrintStream(this.out, true, StandardCharsets.UTF_8), MatrixOptions.parse(all),
				interrupter, () -> Instant.ofEpochSecond(100), this.now::get)
			.run();
	}

	private Path file() {
		return this.directory.resolve("all.csv");
	}

	private String printed() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

}
