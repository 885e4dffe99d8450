package io.github.spotaware.sample.drill;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Drill}, as far as they go without instances.
 */
class DrillTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final Drill drill = new Drill(new PrintStream(this.out, true, StandardCharsets.UTF_8));

	@Test
	void startWhenAskedForHelpNamesEveryOptionAndExitCode() {
		assertThat(this.drill.start(List.of("--help"))).isEqualTo(ExitCode.PASSED);
		for (Option option : Option.values()) {
			assertThat(printed()).contains(option.flag());
		}
		for (ExitCode exitCode : ExitCode.values()) {
			assertThat(printed()).contains(exitCode.help());
		}
	}

	@Test
	void startWhenAnOptionIsWrongSaysSo() {
		assertThat(this.drill.start(List.of("--lag", "-1"))).isEqualTo(ExitCode.BAD_OPTIONS);
		assertThat(printed()).contains("Option '--lag' cannot be '-1'").contains("--drill --help");
	}

	@Test
	void startWhenAFlagIsGivenAValueSaysSo() {
		assertThat(this.drill.start(List.of("--restart=false"))).isEqualTo(ExitCode.BAD_OPTIONS);
		assertThat(printed()).contains("Option '--restart' takes no value: give it alone, or leave it out");
	}

	@Test
	void startWhenTheCsvIsThatOfAMatrixSaysSoBeforeTheFirstRun(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("matrix.csv"), "server,load,event\n");
		assertThat(this.drill.start(List.of("--csv", file.toString()))).isEqualTo(ExitCode.BAD_OPTIONS);
		assertThat(printed()).contains("it is a file of something else, such as the matrix");
		assertThat(file).hasContent("server,load,event\n");
	}

	private String printed() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

}
