package io.github.spotaware.sample.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DrainedLine}.
 */
class DrainedLineTests {

	@TempDir
	private Path directory;

	@Test
	void findGivesTheTimeOfTheTransition() throws IOException {
		Path log = Files.writeString(this.directory.resolve("i-1.log"),
				"""
						2026-11-23T07:19:36.675Z  INFO 1 --- [shop] [spot] SpotLifecycle : running -> draining: spot interruption
						2026-11-23T07:19:36.982Z  INFO 1 --- [shop] [drain] SpotLifecycle : draining -> drained
						2026-11-23T07:19:37.044Z  INFO 1 --- [shop] [main] SpotLifecycle : drained -> drained
						""");
		assertThat(DrainedLine.find(log)).isEqualTo(Instant.parse("2026-11-23T07:19:36.982Z"));
	}

	@Test
	void findWhenThereIsNoTransitionIsNull() throws IOException {
		Path log = Files.writeString(this.directory.resolve("i-1.log"), "running -> draining\n");
		assertThat(DrainedLine.find(log)).isNull();
	}

	@Test
	void findWhenThereIsNoLogIsNull() {
		assertThat(DrainedLine.find(this.directory.resolve("i-1.log"))).isNull();
	}

}
