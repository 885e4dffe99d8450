package io.github.spotaware.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The systemd unit that we recommend knows the exit codes of a real process.
 */
@Tag("process")
class UnitFileProcessTests extends ProcessTestBase {

	private static final Path UNIT = Path.of("../docs/deploy/systemd/shop.service");

	@ProcessTest
	void unitDoesNotRestartAProcessThatEndedItself() throws Exception {
		ExampleProcess example = startReady();
		this.instance.interrupt("terminate", Instant.now().plusSeconds(8));
		int code = example.awaitExit();
		example.awaitOutput("Ending this process with exit code " + code);
		assertThat(Files.readAllLines(UNIT)).contains("RestartPreventExitStatus=" + code);
	}

	@ProcessTest
	void unitTakesAProcessThatWasStoppedForASuccess() throws Exception {
		ExampleProcess example = startReady();
		example.terminate();
		int code = example.awaitExit();
		example.awaitOutput("Drained in ");
		assertThat(Files.readAllLines(UNIT)).contains("SuccessExitStatus=" + code);
	}

}
