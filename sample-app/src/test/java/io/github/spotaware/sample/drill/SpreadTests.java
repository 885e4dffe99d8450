package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Spread}.
 */
class SpreadTests {

	@Test
	void medianOfAnOddCountIsTheOneInTheMiddle() {
		assertThat(new Spread(List.of(millis(9), millis(1), millis(5))).median()).isEqualTo(millis(5));
	}

	@Test
	void medianOfAnEvenCountIsBetweenTheTwoInTheMiddle() {
		assertThat(new Spread(List.of(millis(9), millis(1), millis(4), millis(6))).median()).isEqualTo(millis(5));
	}

	@Test
	void toStringNamesMedianAndMaximum() {
		assertThat(new Spread(List.of(millis(9), millis(1), millis(5)))).hasToString("median 5 ms, maximum 9 ms of 3");
	}

	private static Duration millis(int millis) {
		return Duration.ofMillis(millis);
	}

}
