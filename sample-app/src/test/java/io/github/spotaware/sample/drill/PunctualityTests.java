package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Punctuality}.
 */
class PunctualityTests {

	private final AtomicLong now = new AtomicLong(Duration.ofSeconds(100).toNanos());

	@Test
	void latenessIsThatOfWhatWasDue() {
		try (Punctuality punctuality = new Punctuality(this.now::get)) {
			for (int i = 0; i < 200; i++) {
				pass(Duration.ofMillis((i == 0) ? 3 : 10));
				punctuality.tick();
			}
			assertThat(punctuality.lateness()).isEqualTo(lateness(3, 3));
			assertThat(punctuality.lateness().overloaded()).isFalse();
		}
	}

	@Test
	void latenessAfterAPauseCountsAllThatWasMissed() {
		try (Punctuality punctuality = new Punctuality(this.now::get)) {
			punctuality.tick();
			pass(Duration.ofMillis(210));
			for (int i = 0; i < 21; i++) {
				punctuality.tick();
			}
			assertThat(punctuality.lateness()).isEqualTo(lateness(200, 200));
			assertThat(punctuality.lateness().overloaded()).isTrue();
		}
	}

	@Test
	void overloadedIsALongPauseOnlyOnceToo() {
		assertThat(lateness(100, 2000).overloaded()).isFalse();
		assertThat(lateness(1, 2001).overloaded()).isTrue();
		assertThat(lateness(101, 101).overloaded()).isTrue();
	}

	@Test
	void startMeasuresAgainAndAgain() {
		try (Punctuality punctuality = Punctuality.start()) {
			await().until(() -> !punctuality.lateness().max().isZero());
			assertThat(punctuality.lateness().max()).isPositive();
		}
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

	private static Lateness lateness(long p99, long max) {
		return new Lateness(Duration.ofMillis(p99), Duration.ofMillis(max));
	}

}
