package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DrainPlan}.
 */
class DrainPlanTests {

	private static final SpotAwareProperties.Drain DEFAULTS = drain(20, 3, 5);

	@Test
	void ofWhenTimeIsAmpleKeepsWhatIsConfigured() {
		DrainPlan plan = DrainPlan.of(0, seconds(90), DEFAULTS, false, false);
		assertThat(plan).isEqualTo(
				new DrainPlan(seconds(65), seconds(85), seconds(20), seconds(3), seconds(5), false, false, false));
	}

	@Test
	void ofWhenTimeIsScarceShrinksSettleAndReserveInProportion() {
		DrainPlan plan = DrainPlan.of(0, seconds(10), DEFAULTS, false, false);
		assertThat(plan)
			.isEqualTo(new DrainPlan(0, seconds(8), seconds(8), seconds(3), seconds(2), true, false, false));
	}

	@Test
	void ofWhenInstanceIsLostAsksForHalfOfTheTime() {
		DrainPlan plan = DrainPlan.of(0, seconds(120), DEFAULTS, true, false);
		assertThat(plan.settle()).isEqualTo((seconds(120) - seconds(5)) / 2);
		assertThat(plan.quiet()).isEqualTo(plan.settle());
		assertThat(plan.drainedBy()).isEqualTo(seconds(115));
		assertThat(plan.leaveBy()).isEqualTo(seconds(95));
	}

	@Test
	void ofWhenDeadlineIsPastEndsAtOnce() {
		DrainPlan plan = DrainPlan.of(seconds(50), seconds(40), DEFAULTS, true, false);
		assertThat(plan.drainedBy()).isEqualTo(seconds(50));
		assertThat(plan.settle()).isZero();
	}

	static LongStream seeds() {
		return LongStream.range(0, 500).map((i) -> 0x5eedL + i);
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void ofNeverGoesBeyondTheDeadlineMinusReserve(long seed) {
		Random random = new Random(seed);
		long started = random.nextLong(Long.MIN_VALUE / 4, Long.MAX_VALUE / 4);
		long available = random.nextLong(-seconds(10), seconds(3600));
		SpotAwareProperties.Drain wanted = drain(1 + random.nextInt(120), 1, 1 + random.nextInt(60));
		boolean lost = random.nextBoolean();
		DrainPlan plan = DrainPlan.of(started, started + available, wanted, lost, false);
		long time = Math.max(0, available);
		assertThat(plan.drainedBy() - started).isBetween(0L, time);
		assertThat(started + time - plan.drainedBy()).isEqualTo(plan.reserve());
		assertThat(plan.leaveBy() - started).isBetween(0L, time);
		assertThat(plan.drainedBy() - plan.leaveBy()).isLessThanOrEqualTo(wanted.settle().toNanos());
		assertThat(plan.quiet()).isBetween(0L, plan.settle());
		assertThat(plan.settle()).isLessThanOrEqualTo(plan.drainedBy() - started);
		assertThat(plan.reserve()).isLessThanOrEqualTo(wanted.reserve().toNanos());
		assertThat(plan.cut()).isEqualTo(wanted.settle().plus(wanted.reserve()).toNanos() > time);
		if (lost) {
			assertThat(plan.settle()).isGreaterThanOrEqualTo((time - plan.reserve()) / 2);
		}
	}

	private static SpotAwareProperties.Drain drain(int settle, int quiet, int reserve) {
		return new SpotAwareProperties.Drain(Duration.ofSeconds(settle), Duration.ofSeconds(quiet),
				Duration.ofSeconds(reserve), Duration.ofMinutes(2));
	}

	private static long seconds(long seconds) {
		return seconds * 1_000_000_000L;
	}

}
