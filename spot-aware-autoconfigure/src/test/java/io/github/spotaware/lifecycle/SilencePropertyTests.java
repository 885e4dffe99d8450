package io.github.spotaware.lifecycle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks what the rule of silence promises against callers of many kinds, drawn from
 * seeds: {@code -Dspot-aware.silence=10000} plays so many of each kind,
 * {@code -Dspot-aware.silence.seed=17} one of them.
 */
class SilencePropertyTests {

	private static final int SHORT = 60;

	private static final double HISTORY = 400;

	private static final double TOLERANCE = 0.05;

	@ParameterizedTest
	@EnumSource
	void leavesNeitherTooEarlyNorTooLate(ArrivalProcess process) {
		Long single = Long.getLong("spot-aware.silence.seed");
		int count = (single != null) ? 1 : Integer.getInteger("spot-aware.silence", SHORT);
		long first = (single != null) ? single : 1;
		List<Double> waits = new ArrayList<>();
		int lossy = 0;
		for (long seed = first; seed < first + count; seed++) {
			SilenceWorld world = world(process, seed, HISTORY, true, false);
			double left = world.play();
			assertThat(world.leftTooEarly()).as("%s, seed %d, left at %.3f s", process, seed, left).isEmpty();
			assertThat(left).as("%s, seed %d", process, seed).isLessThanOrEqualTo(world.latest() + TOLERANCE);
			if (3 * world.longestGap() <= SilenceWorld.QUIET) {
				assertThat(left - world.lastRequest()).as("%s, seed %d", process, seed)
					.isLessThanOrEqualTo(SilenceWorld.QUIET + TOLERANCE);
			}
			waits.add(left - world.lastRequest());
			lossy += (world.lost() > 0) ? 1 : 0;
		}
		Collections.sort(waits);
		System.out.printf(
				"%s, seeds %d to %d: left %.1f s after the last request (median; at most %.1f s), %d lost something%n",
				process.words(), first, first + count - 1, waits.get(waits.size() / 2), waits.get(waits.size() - 1),
				lossy);
		assertThat(waits.get(waits.size() - 1)).isLessThanOrEqualTo(SilenceWorld.SETTLE + TOLERANCE);
		assertThat(lossy).isLessThanOrEqualTo(count / 50);
	}

	@ParameterizedTest
	@EnumSource
	void healthChecksProbesAndScrapersChangeNothing(ArrivalProcess process) {
		for (long seed = 1; seed <= 15; seed++) {
			double unwatched = world(process, seed, HISTORY, false, false).play();
			assertThat(world(process, seed, HISTORY, true, false).play()).as("%s, seed %d", process, seed)
				.isEqualTo(unwatched);
		}
	}

	@ParameterizedTest
	@EnumSource
	void withoutHistoryEachCallerMustBeSilentForSettle(ArrivalProcess process) {
		for (long seed = 1; seed <= 15; seed++) {
			SilenceWorld world = world(process, seed, 20.0 + seed, true, false);
			double left = world.play();
			assertThat(world.leftTooEarly()).as("%s, seed %d", process, seed).isEmpty();
			assertThat(left - world.lastRequest()).as("%s, seed %d", process, seed)
				.isBetween(SilenceWorld.SETTLE - TOLERANCE, SilenceWorld.SETTLE + TOLERANCE);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whereTheInstanceIsLostHalfOfTheTimeIsSilentAndNobodyIsLost(ArrivalProcess process) {
		for (long seed = 1; seed <= 15; seed++) {
			SilenceWorld world = world(process, seed, HISTORY, true, true);
			double left = world.play();
			assertThat(world.leftTooEarly()).as("%s, seed %d", process, seed).isEmpty();
			assertThat(world.lost()).as("%s, seed %d, left at %.3f s", process, seed, left).isZero();
		}
	}

	@Test
	void worldsDiffer() {
		assertThat(world(ArrivalProcess.POISSON, 1, HISTORY, true, false).play())
			.isNotEqualTo(world(ArrivalProcess.POISSON, 2, HISTORY, true, false).play());
	}

	private static SilenceWorld world(ArrivalProcess process, long seed, double history, boolean watched,
			boolean instanceLost) {
		Random random = new Random(seed);
		random.nextLong();
		return new SilenceWorld(random, process, history, watched, instanceLost);
	}

}
