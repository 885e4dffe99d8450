package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.spotaware.testsupport.SimulatedTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pauses}.
 */
class PausesTests {

	private final SimulatedTime time = new SimulatedTime();

	private final Pauses pauses = new Pauses(SimulatedThreads.of(this.time, (step) -> true));

	private final List<String> ends = new ArrayList<>();

	@AfterEach
	void close() {
		this.time.close();
	}

	@Test
	void pauseLastsAsLongAsIsAsked() {
		this.time.begin(() -> pause(3));
		this.time.begin(() -> pause(2));
		this.time.run();
		assertThat(this.ends).containsExactly("over after PT2S", "over after PT3S");
	}

	@Test
	void endEndsWhoPausesAndWhoWouldPause() {
		this.time.begin(() -> pause(30));
		this.time.begin(() -> pause(20));
		this.time.at(Duration.ofSeconds(5), this.pauses::end);
		this.time.at(Duration.ofSeconds(6), () -> this.time.begin(() -> pause(10)));
		this.time.run();
		assertThat(this.ends).containsExactly("interrupted after PT5S", "interrupted after PT5S",
				"interrupted after PT6S");
	}

	private void pause(long seconds) {
		String how = "over";
		try {
			this.pauses.pause(Duration.ofSeconds(seconds).toNanos());
		}
		catch (InterruptedException ex) {
			how = "interrupted";
		}
		this.ends.add("%s after %s".formatted(how, this.time.passed()));
	}

}
