package io.github.spotaware.sample.drill;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MatrixReport}.
 */
class MatrixReportTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	@TempDir
	private Path directory;

	private Path file = Path.of("");

	@BeforeEach
	void copyFile() throws Exception {
		Path fixture = Path.of(Objects
			.requireNonNull(MatrixReportTests.class.getResource("/io/github/spotaware/sample/matrix/matrix.csv"))
			.toURI());
		this.file = Files.copy(fixture, this.directory.resolve("all.csv"));
	}

	@Test
	void printShowsAllThatIsInTheFile() throws Exception {
		Path svg = this.directory.resolve("picture.svg");
		assertThat(start("--svg", svg.toString())).isEqualTo(ExitCode.PASSED);
		assertThat(printed()).contains("### Tomcat, requests: 300 a second")
			.contains("### Jetty, requests: 50 every 10 s")
			.contains("| last node lets go | Spot Aware lost | alive after it | Boot immediate lost |")
			.contains("| 10 s | **0** | 58.2 s | 771 | -9.7 s | 755.5 | -9.4 s | **0** | 5.4 s | **0** | 110.0 s |");
		assertThat(svg).content().contains("<desc>Tomcat, requests: 300 a second. Spot Aware: lost 0");
	}

	@Test
	void printWhenSomeAreNamedShowsThose() throws Exception {
		Path svg = this.directory.resolve("picture.svg");
		start("--rates", "bursts", "--only", "plain", "--lags", "10", "--svg", svg.toString());
		assertThat(printed()).contains("### Jetty, requests: 50 every 10 s")
			.doesNotContain("Tomcat, requests")
			.doesNotContain("Spot Aware lost")
			.contains("| 10 s | 1 | -9.1 s |");
		assertThat(svg).content().contains("<desc>Jetty, requests: 50 every 10 s. plain Boot: lost 1 at 10 s");
	}

	@Test
	void printWhenNothingCountsSaysSo() {
		assertThat(start("--servers", "reactor-netty")).isEqualTo(ExitCode.BAD_OPTIONS);
		assertThat(start("--lags", "25", "--only", "spot-aware")).isEqualTo(ExitCode.BAD_OPTIONS);
		assertThat(printed())
			.contains("Option '--report' cannot be '%s': it has no interruption with these options that counts"
				.formatted(this.file));
	}

	@Test
	void printWhenTheFileIsSomethingElseNamesTheOption() throws Exception {
		Files.writeString(this.file, "mode,fault\n");
		assertThat(start()).isEqualTo(ExitCode.BAD_OPTIONS);
		assertThat(printed())
			.contains("Option '--report' cannot be '%s': it is not a file of the matrix".formatted(this.file));
	}

	private ExitCode start(String... arguments) {
		List<String> all = new ArrayList<>(List.of("--matrix", "--report", this.file.toString()));
		all.addAll(List.of(arguments));
		return new Drill(new PrintStream(this.out, true, StandardCharsets.UTF_8)).start(all);
	}

	private String printed() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

}
