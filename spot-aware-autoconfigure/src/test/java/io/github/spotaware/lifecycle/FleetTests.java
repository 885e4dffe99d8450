package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.Arrays;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Interrupts a fleet before the throttle buckets of an account, half of whose refill is
 * taken by controllers. {@code -Dspot-aware.fleet=100,400,1000} plays larger ones, too.
 */
class FleetTests {

	private static final long SEED = 20261127;

	private static final double CONTROLLERS = 0.5;

	private static final Duration RESERVE = Duration.ofSeconds(5);

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
	void fleetLosesNothingWhetherItMayDeregisterOrNot() {
		System.out.printf("seed %d%n%s%n", SEED, FleetResult.HEAD);
		int[] counts = Arrays.stream(System.getProperty("spot-aware.fleet", "100").split(","))
			.mapToInt(Integer::parseInt)
			.toArray();
		for (int count : counts) {
			try (Fleet fleet = new Fleet(SEED, count, CONTROLLERS)) {
				FleetResult result = fleet.play();
				System.out.println(result.row());
				assertThat(result.lost()).isZero();
				assertThat(result.served()).isGreaterThan(count * 500L);
				assertThat(result.drained()).isEqualTo(count);
				assertThat(result.lastDrained()).isLessThanOrEqualTo(Duration.ofMinutes(2).minus(RESERVE));
				assertThat(result.deregistered()).isGreaterThanOrEqualTo(Math.min(count, 200));
				assertThat(result.mostDescribeCalls()).isLessThanOrEqualTo(27);
			}
		}
	}

}
