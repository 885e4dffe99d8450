package io.github.spotaware.lifecycle;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plays whatever can happen to an instance, in any order, and checks what the engine
 * promises: nothing lost that the arithmetic does not allow, drained by the deadline
 * minus the reserve, nothing left running or refused.
 */
class LifecycleChaosTests {

	private static final long FIRST_SEED = 20261124;

	static LongStream seeds() {
		return LongStream.range(FIRST_SEED, FIRST_SEED + 200);
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void promisesAreKept(long seed) {
		ChaosWorld world = new ChaosWorld(seed).play();
		assertThat(world.violations()).as("seed %d: %s", seed, String.join("\n", world.log())).isEmpty();
	}

	@Test
	void worldsAreWorthPlaying() {
		int served = 0;
		int outOfTime = 0;
		int afterSilence = 0;
		int drains = 0;
		for (long seed = FIRST_SEED; seed < FIRST_SEED + 200; seed++) {
			ChaosWorld world = new ChaosWorld(seed).play();
			served += world.served();
			outOfTime += world.lostOutOfTime();
			afterSilence += world.lostAfterSilence();
			drains += world.drains();
		}
		System.out.printf(
				"seeds %d to %d: %d drains, %d requests served; lost: %d after the time was over, %d after silence%n",
				FIRST_SEED, FIRST_SEED + 199, drains, served, outOfTime, afterSilence);
		assertThat(drains).isGreaterThan(150);
		assertThat(outOfTime).isPositive();
		assertThat(afterSilence).isLessThan(served / 10_000);
	}

	@Test
	void sameSeedPlaysTheSameWorld() {
		assertThat(new ChaosWorld(FIRST_SEED).play().log()).isEqualTo(new ChaosWorld(FIRST_SEED).play().log());
	}

}
