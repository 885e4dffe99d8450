package io.github.spotaware.streams;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpreadTests {

	private static final Duration LONGEST = Duration.ofSeconds(10);

	@ParameterizedTest
	@CsvSource({ "0, PT0S", "1, PT0.05S", "100, PT5S", "200, PT10S", "5000, PT10S" })
	void windowWhenThereIsTimeGrowsWithTheCountUpToTheLongest(int count, Duration window) {
		assertThat(spread(1).window(count, Duration.ofMinutes(1))).isEqualTo(window);
	}

	@Test
	void windowWhenTimeIsShortFitsIt() {
		assertThat(spread(1).window(5000, Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void momentsWhenThereAreManyAreOneInEachSlot() {
		List<Duration> moments = spread(7).moments(1000, LONGEST);
		assertThat(moments).hasSize(1000).isSorted();
		for (int i = 0; i < moments.size(); i++) {
			assertThat(moments.get(i)).isBetween(Duration.ofMillis(10L * i), Duration.ofMillis(10L * (i + 1)));
		}
	}

	@Test
	void momentsWhenSeedsDifferDifferAndAreReproducible() {
		assertThat(spread(7).moments(10, LONGEST)).isEqualTo(spread(7).moments(10, LONGEST))
			.doesNotContainAnyElementsOf(spread(8).moments(10, LONGEST));
	}

	@Test
	void momentsWhenThereIsNoTimeAreAtOnce() {
		assertThat(spread(7).moments(2, Duration.ZERO)).containsOnly(Duration.ZERO);
		assertThat(spread(7).moments(0, Duration.ZERO)).isEmpty();
	}

	private static Spread spread(long seed) {
		return new Spread(LONGEST, new SplittableRandom(seed));
	}

}
