package io.github.spotaware.test.load;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScheduleTests {

	@Test
	void ofBoundsTheNumberOfRequests() {
		assertThat(Schedule.of(300, 1, Duration.ofSeconds(2)).total()).isEqualTo(600);
		assertThat(Schedule.of(300, 1, null).bounded()).isFalse();
	}

	@Test
	void ofWhenRateIsNotAboveZeroIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Schedule.of(0, 1, null));
	}

	@Test
	void offsetDoesNotDrift() {
		Schedule schedule = Schedule.of(300, 1, null);
		assertThat(schedule.offsetNanos(0)).isZero();
		assertThat(schedule.offsetNanos(300_000)).isEqualTo(Duration.ofSeconds(1000).toNanos());
	}

	@Test
	void ofWhenABurstIsEmptyIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Schedule.of(10, 0, null));
	}

	@Test
	void offsetWhenThereAreBurstsIsThatOfTheirBeginning() {
		Schedule schedule = Schedule.of(5, 50, Duration.ofSeconds(15));
		assertThat(schedule.total()).isEqualTo(100);
		assertThat(schedule.offsetNanos(49)).isZero();
		assertThat(schedule.offsetNanos(50)).isEqualTo(Duration.ofSeconds(10).toNanos());
		assertThat(schedule.offsetNanos(99)).isEqualTo(Duration.ofSeconds(10).toNanos());
	}

	@Test
	void dueIsUpToTheElapsedTimeAndTheTotal() {
		Schedule schedule = Schedule.of(10, 1, Duration.ofSeconds(1));
		assertThat(schedule.due(1, Duration.ofMillis(99).toNanos())).isFalse();
		assertThat(schedule.due(1, Duration.ofMillis(100).toNanos())).isTrue();
		assertThat(schedule.due(9, Duration.ofSeconds(5).toNanos())).isTrue();
		assertThat(schedule.due(10, Duration.ofSeconds(5).toNanos())).isFalse();
	}

}
