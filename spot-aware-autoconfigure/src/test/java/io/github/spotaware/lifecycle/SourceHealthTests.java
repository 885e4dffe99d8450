package io.github.spotaware.lifecycle;

import java.io.IOException;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SourceHealth}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SourceHealthTests {

	private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");

	private final SourceHealth health = new SourceHealth("imds-spot");

	@Test
	void failedWarnsOnceUntilItRecoversAndSaysThatItDid(CapturedOutput output) {
		this.health.failed(NOW, new IOException("no answer"));
		this.health.failed(NOW, new IOException("no answer"));
		assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.contains("Source 'imds-spot' does not answer: no answer. What it said before still stands");
		assertThat(output).doesNotContain("answers again");
		this.health.succeeded(NOW);
		this.health.succeeded(NOW);
		assertThat(output.getOut().lines().filter((line) -> line.contains("answers again"))).singleElement()
			.asString()
			.contains(" INFO ");
		this.health.failed(NOW, new IOException("no answer"));
		assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).hasSize(2);
	}

	@Test
	void refusedSaysSoOnceWithoutAWarning(CapturedOutput output) {
		this.health.refused(NOW, new IllegalStateException("not allowed"));
		this.health.refused(NOW, new IllegalStateException("not allowed"));
		assertThat(output.getOut().lines().filter((line) -> line.contains("not allowed"))).singleElement()
			.asString()
			.contains(" INFO ");
		assertThat(this.health.status()).isEqualTo(new SourceStatus("imds-spot", null, NOW, "not allowed", 0, 2));
		this.health.succeeded(NOW);
		assertThat(output).contains("answers again");
	}

	@Test
	void failedAfterARefusalWarns(CapturedOutput output) {
		this.health.refused(NOW, new IllegalStateException("not allowed"));
		this.health.failed(NOW, new IOException("no answer"));
		this.health.failed(NOW, new IOException("no answer"));
		this.health.refused(NOW, new IllegalStateException("not allowed"));
		assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.contains("no answer");
		assertThat(output.getOut().lines().filter((line) -> line.contains("not allowed"))).hasSize(1);
	}

	@Test
	void statusCountsAndNamesTheLastError() {
		this.health.succeeded(NOW);
		this.health.failed(NOW.plusSeconds(1), new IllegalStateException());
		assertThat(this.health.status())
			.isEqualTo(new SourceStatus("imds-spot", NOW, NOW.plusSeconds(1), "IllegalStateException", 1, 1));
	}

}
