package io.github.spotaware.sample.drill;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

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

	private String printed() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

}
