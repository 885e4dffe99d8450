package io.github.spotaware.lifecycle;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plays whatever can happen to an instance, a task or a pod, in any order, and checks
 * what is promised: nothing lost that the arithmetic does not allow, drained by the
 * deadline minus the reserve, nothing left running or refused, and an endpoint and meters
 * that tell what happened.
 * <p>
 * {@code -Dspot-aware.chaos=10000} plays so many interruptions,
 * {@code -Dspot-aware.chaos.seed=20261224} plays one of them again and tells all of it.
 */
class LifecycleChaosTests {

	private static final long FIRST_SEED = 20261124;

	private static final int SHORT = 400;

	private static final Logger logger = (Logger) LoggerFactory.getLogger("io.github.spotaware");

	private static @Nullable Level level;

	@BeforeAll
	static void beQuiet() {
		level = logger.getLevel();
		logger.setLevel(Level.OFF);
	}

	@AfterAll
	static void speakAgain() {
		logger.setLevel(level);
	}

	@Test
	void promisesAreKeptAndEverythingIsMet() {
		Long single = Long.getLong("spot-aware.chaos.seed");
		long first = (single != null) ? single : FIRST_SEED;
		int count = (single != null) ? 1 : Integer.getInteger("spot-aware.chaos", SHORT);
		ChaosTally tally = new ChaosTally();
		for (long seed = first; seed < first + count; seed++) {
			ChaosPlan plan = ChaosPlan.draw(seed);
			try (ChaosWorld world = new ChaosWorld(plan).play()) {
				tally.add(plan, world);
				if (single != null || tally.violations().containsKey(seed)) {
					System.out.println(plan);
					world.checks().log().forEach(System.out::println);
				}
			}
		}
		System.out.printf("seeds %d to %d%n%s", first, first + count - 1, tally.table());
		assertThat(tally.violations()).as("again by -Dspot-aware.chaos.seed=").isEmpty();
		if (single == null) {
			assertThat(tally.neverMet()).isEmpty();
			assertThat(tally.drains()).isGreaterThan(count / 2);
			assertThat(tally.lostOutOfTime()).isPositive();
			assertThat(tally.lostAfterSilence()).isLessThan(tally.served() / 10_000);
		}
	}

	@Test
	void sameSeedPlaysTheSameWorld() {
		for (long seed = FIRST_SEED; seed < FIRST_SEED + 5; seed++) {
			assertThat(log(seed)).isEqualTo(log(seed));
		}
	}

	private static List<String> log(long seed) {
		try (ChaosWorld world = new ChaosWorld(ChaosPlan.draw(seed)).play()) {
			return world.checks().log();
		}
	}

}
