package io.github.spotaware.sample.drill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MatrixOptions}.
 */
class MatrixOptionsTests {

	@TempDir
	private Path directory;

	@Test
	void parseWhenNothingIsGivenComparesEverything() {
		MatrixOptions options = parse();
		assertThat(options.modes())
			.isEqualTo(EnumSet.of(Mode.SPOT_AWARE, Mode.PLAIN, Mode.IGNORING, Mode.PRE_STOP, Mode.IMMEDIATE));
		assertThat(options.base().notice()).isEqualTo(Duration.ofMinutes(2));
		assertThat(options.base().seed()).isEqualTo(7);
		assertThat(options.budget()).isNull();
		assertThat(options.cells()).hasSize((7 + 3 + 3) * 4 * 5).doesNotHaveDuplicates();
		assertThat(cells(options, Server.TOMCAT)).extracting((cell) -> cell.lag().toSeconds())
			.containsOnly(0L, 2L, 5L, 10L, 15L, 25L, 40L);
		assertThat(cells(options, Server.JETTY)).extracting((cell) -> cell.lag().toSeconds())
			.containsOnly(0L, 10L, 40L);
		assertThat(options.command())
			.isEqualTo("java -jar sample-app.jar --drill --matrix --csv " + this.directory.resolve("all.csv"));
	}

	@Test
	void parseTakesSubsets() {
		MatrixOptions options = parse("--servers", "jetty", "--lags", "0,1500ms", "--rates", "bursts,0.05", "--only",
				"plain,spot-aware", "--interruptions", "2", "--budget", "90m", "--notice", "60");
		assertThat(options.cells()).hasSize(2 * 2 * 2 * 2).extracting(Cell::server).containsOnly(Server.JETTY);
		assertThat(options.cells().subList(0, 5)).extracting(Cell::title)
			.containsExactly("Jetty, 50 every 10 s, lag 0 s, Spot Aware, run 1",
					"Jetty, 50 every 10 s, lag 0 s, plain Boot, run 1",
					"Jetty, 50 every 10 s, lag 0 s, Spot Aware, run 2",
					"Jetty, 50 every 10 s, lag 0 s, plain Boot, run 2",
					"Jetty, 50 every 10 s, lag 1 s, Spot Aware, run 1");
		assertThat(options.budget()).isEqualTo(Duration.ofMinutes(90));
		assertThat(options.base().notice()).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void cellsOfTheSameKindGetTheirNoticeAtTheSamePhase() {
		List<Cell> cells = parse("--rates", "0.05", "--interruptions", "2").cells();
		assertThat(cells.get(0).options().warmUp()).isEqualTo(cells.get(1).options().warmUp())
			.isBetween(Duration.ofSeconds(5), Duration.ofSeconds(25));
		assertThat(cells).extracting((cell) -> cell.options().warmUp()).hasSizeGreaterThan(2);
		assertThat(cells.stream().map((cell) -> cell.options().warmUp()).distinct()).hasSize(2);
	}

	@Test
	void estimateIsThatOfWhatIsCompared() {
		List<Cell> cells = parse("--rates", "1000", "--servers", "tomcat", "--lags", "40").cells();
		assertThat(cells).extracting((cell) -> cell.mode().id() + " " + cell.estimate().toSeconds())
			.containsExactly("spot-aware 117", "plain 60", "ignoring 140", "pre-stop 60", "immediate 60");
	}

	@Test
	void parseWhenSigtermIsAskedForIsOfDeployments() {
		MatrixOptions options = parse("--sigterm", "--only", "spot-aware", "--lags", "10", "--rates", "1000");
		assertThat(options.cells()).allMatch((cell) -> cell.options().sigterm());
		assertThat(options.cells().get(0).estimate()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(51));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					--lag 3            | Option '--lag' cannot be given: the matrix has none: leave out --matrix, or use --lags
					--rate 3           | Option '--rate' cannot be given: the matrix has none: leave out --matrix, or use --rates
					--server jetty     | Option '--server' cannot be given: the matrix has none: leave out --matrix, or use --servers
					--fault throttled  | Option '--fault' cannot be given: the matrix has none: leave out --matrix
					--platform ecs-ec2 | Option '--platform' cannot be given: the matrix has none: leave out --matrix
					--restart          | Option '--restart' cannot be given: the matrix has none: leave out --matrix
					--servers tomcat,  | Option '--servers' cannot be 'tomcat,': use some of tomcat, jetty, reactor-netty
					--lags 0,soon      | Option '--lags' cannot be 'soon': use seconds or a unit, as in '10', '10s', '500ms' or '2m'
					--lags 121         | Option '--lags' cannot be '121': use 0 s to 120 s
					--rates 300,many   | Option '--rates' cannot be '300,many': use numbers above 0, up to 2000, or bursts
					--only without-calls | Option '--only' cannot be 'without-calls': use some of spot-aware, plain, ignoring, pre-stop, immediate
					--budget 0         | Option '--budget' cannot be '0': use 1 s to 604800 s
					--svg a.svg        | Option '--svg' cannot be given: use it with --report
					--report a.csv     | Option '--csv' cannot be given: --report names the file, leave one of them out
					""")
	void parseWhenAnOptionIsWrongSaysWhatIsRight(String arguments, String message) {
		assertThatExceptionOfType(BadOptionException.class).isThrownBy(() -> parse(arguments.split(" ")))
			.withMessage(message);
	}

	@Test
	void parseWhenThereIsNoFileSaysSo() {
		assertThatExceptionOfType(BadOptionException.class).isThrownBy(() -> MatrixOptions.parse(List.of("--matrix")))
			.withMessage("Option '--matrix' needs '--csv', the file of its results");
		Path missing = this.directory.resolve("missing.csv");
		assertThatExceptionOfType(BadOptionException.class)
			.isThrownBy(() -> MatrixOptions.parse(List.of("--matrix", "--report", missing.toString())))
			.withMessage("Option '--report' cannot be '%s': there is no such file", missing);
	}

	@Test
	void parseWhenAReportIsAskedForReadsItsFile() throws Exception {
		Path file = Files.createFile(this.directory.resolve("all.csv"));
		MatrixOptions options = MatrixOptions.parse(List.of("--matrix", "--report", file.toString()));
		assertThat(options.report()).isTrue();
		assertThat(options.csv()).isEqualTo(file);
		assertThat(options.svg()).isNull();
	}

	private MatrixOptions parse(String... arguments) {
		List<String> all = new ArrayList<>(List.of("--matrix", "--csv", this.directory.resolve("all.csv").toString()));
		all.addAll(List.of(arguments));
		return MatrixOptions.parse(all);
	}

	private static List<Cell> cells(MatrixOptions options, Server server) {
		return options.cells().stream().filter((cell) -> cell.server() == server).toList();
	}

}
