package io.github.spotaware.kubernetes;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pace}.
 */
class PaceTests {

	@ParameterizedTest
	@CsvSource({ "0, 1, PT1S", "1, 1, PT2S", "4, 1, PT16S", "5, 1, PT30S", "1000000, 1, PT30S", "0, 0, PT0.5S",
			"5, 0, PT15S" })
	void afterFailuresGrowsToItsLimit(int failures, double random, Duration expected) {
		assertThat(pace(random).after(failures)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "1, PT1M, 300", "0, PT30S, 150" })
	void timesHaveJitter(double random, Duration rarely, long seconds) {
		assertThat(pace(random).rarely()).isEqualTo(rarely);
		assertThat(pace(random).watchSeconds()).isEqualTo(seconds);
	}

	@Test
	void silenceIsNotedBeforeTheServerEndsTheWatch() {
		assertThat(pace(0).silence()).isLessThan(Duration.ofSeconds(pace(0).watchSeconds()));
	}

	private static Pace pace(double random) {
		Pace usual = Pace.usual();
		return new Pace(usual.shortest(), usual.longest(), usual.rare(), usual.watch(), usual.silence(), () -> random);
	}

}
