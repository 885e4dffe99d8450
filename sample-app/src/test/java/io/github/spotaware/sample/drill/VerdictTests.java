package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.spotaware.sample.drill.Moment.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Verdict}.
 */
class VerdictTests {

	private static final RunResult GOOD = Runs.spotAware(100, 100, Map.of(), 23);

	private static final RunResult FAIR = Runs.plain(100, 60, Map.of("502", 40L));

	@Test
	void ofWhenOnlyPlainBootLosesPasses() {
		Verdict verdict = Verdict.of(List.of(GOOD, FAIR), true);
		assertThat(verdict.exitCode()).isEqualTo(ExitCode.PASSED);
		assertThat(verdict.reasons()).containsExactly("Spot Aware lost nothing and drained before the deadline",
				"plain Boot lost 40 requests");
	}

	@Test
	void ofWhenSpotAwareLosesOneFails() {
		Verdict verdict = Verdict.of(List.of(Runs.spotAware(100, 99, Map.of("502", 1L), 23), FAIR), true);
		assertThat(verdict.exitCode()).isEqualTo(ExitCode.LOST);
		assertThat(verdict.reasons()).containsExactly("Spot Aware lost 1 requests");
	}

	@Test
	void ofWhenOneOfSeveralInterruptionsLosesFails() {
		Verdict verdict = Verdict.of(List.of(GOOD, Runs.spotAware(100, 99, Map.of("502", 1L), 23), GOOD, FAIR), true);
		assertThat(verdict.exitCode()).isEqualTo(ExitCode.LOST);
	}

	@Test
	void ofWhenDrainedAfterTheDeadlineFails() {
		Verdict verdict = Verdict.of(List.of(Runs.spotAware(100, 100, Map.of(), 46), FAIR), true);
		assertThat(verdict.exitCode()).isEqualTo(ExitCode.LOST);
		assertThat(verdict.reasons()).containsExactly("Spot Aware did not drain before the deadline");
	}

	@Test
	void ofWhenNeverDrainedFails() {
		RunResult run = new RunResult(Mode.SPOT_AWARE, GOOD.load(), Runs.timeline(), Duration.ofSeconds(45), 0);
		assertThat(Verdict.of(List.of(run, FAIR), true).exitCode()).isEqualTo(ExitCode.LOST);
	}

	@Test
	void ofWhenOneOfSeveralPodsDidNotDrainFails() {
		assertThat(Verdict.of(List.of(Runs.rollout(), FAIR), true).exitCode()).isEqualTo(ExitCode.PASSED);
		List<Course> courses = new ArrayList<>(Runs.rollout().courses());
		courses.set(1, new Course(Runs.timeline(), Duration.ofSeconds(45)));
		RunResult run = new RunResult(Mode.SPOT_AWARE, GOOD.load(), courses, 0, 0, null);
		assertThat(Verdict.of(List.of(run, FAIR), true)).satisfies((verdict) -> {
			assertThat(verdict.exitCode()).isEqualTo(ExitCode.LOST);
			assertThat(verdict.reasons()).containsExactly("Spot Aware did not drain before the deadline");
		});
	}

	@Test
	void ofWhenRestartedInPlaceHasToBeHealthyAgain() {
		assertThat(Verdict.of(List.of(Runs.restart(60), FAIR), true)).satisfies((verdict) -> {
			assertThat(verdict.exitCode()).isEqualTo(ExitCode.PASSED);
			assertThat(verdict.reasons())
				.contains("Spot Aware lost nothing, drained before the deadline and is healthy again");
		});
		assertThat(Verdict.of(List.of(Runs.restart(0), FAIR), true)).satisfies((verdict) -> {
			assertThat(verdict.exitCode()).isEqualTo(ExitCode.LOST);
			assertThat(verdict.reasons()).containsExactly("Spot Aware did not come back into service");
		});
	}

	@Test
	void ofWhenARequestIsUnaccountedForFails() {
		Verdict verdict = Verdict.of(List.of(GOOD, Runs.plain(100, 60, Map.of("502", 39L))), true);
		assertThat(verdict.exitCode()).isEqualTo(ExitCode.LOST);
		assertThat(verdict.reasons()).containsExactly("plain Boot: 1 requests are unaccounted for");
	}

	@Test
	void ofWhenPlainBootLosesNothingIsUnfair() {
		Verdict verdict = Verdict.of(List.of(GOOD, Runs.plain(100, 100, Map.of())), true);
		assertThat(verdict.exitCode()).isEqualTo(ExitCode.UNFAIR);
	}

	@Test
	void ofWhenPlainBootNeedLoseNothingPassesAndSaysSo() {
		Verdict verdict = Verdict.of(List.of(GOOD, Runs.plain(100, 100, Map.of())), false);
		assertThat(verdict.exitCode()).isEqualTo(ExitCode.PASSED);
		assertThat(verdict.reasons()).containsExactly("Spot Aware lost nothing and drained before the deadline",
				"plain Boot lost nothing");
	}

	@Test
	void ofWhenSomethingHasToBeLostSaysHowMuch() {
		RunResult run = Runs.leastLoss(Runs.spotAware(100, 90, Map.of("502", 10L), 23), 9);
		Verdict verdict = Verdict.of(List.of(run, FAIR), true);
		assertThat(verdict.exitCode()).isEqualTo(ExitCode.PASSED);
		assertThat(verdict.reasons()).startsWith(
				"Spot Aware lost 10 requests where at least about 9 have to be, and drained before the deadline");
	}

	@Test
	void ofWhenMuchMoreIsLostThanHasToBeFails() {
		RunResult run = Runs.leastLoss(Runs.spotAware(100, 81, Map.of("502", 19L), 23), 9);
		Verdict verdict = Verdict.of(List.of(run, FAIR), true);
		assertThat(verdict.exitCode()).isEqualTo(ExitCode.LOST);
		assertThat(verdict.reasons()).containsExactly("Spot Aware lost 19 requests where at least about 9 have to be");
	}

	@Test
	void ofWhenTheMachineWasOverloadedSaysSo() {
		RunResult run = Runs.spotAware(100, 99, Map.of("502", 1L), 23);
		LoadResult load = run.load().with(new Lateness(Duration.ofMillis(5), Duration.ofSeconds(3)));
		RunResult late = new RunResult(run.mode(), load, run.courses(), 0, 0, null);
		assertThat(Verdict.of(List.of(late, FAIR), true).reasons()).containsExactly(
				"Spot Aware lost 1 requests; the machine was up to 3000 ms late, which loses requests by itself");
	}

	@Test
	void ofWhenAnInstanceHadToBeKilledFails() {
		RunResult run = Runs.spotAware(100, 100, Map.of(), 23);
		Runs.at(run.timeline(), Kind.KILLED, "reclaimed at the deadline", 45);
		Verdict verdict = Verdict.of(List.of(run, FAIR), true);
		assertThat(verdict.exitCode()).isEqualTo(ExitCode.LOST);
		assertThat(verdict.reasons()).containsExactly("Spot Aware had not ended by the deadline and was killed");
	}

	@Test
	void ofWhenNobodyCalledTheInstanceShowsNothing() {
		Timeline timeline = Runs.timeline();
		Runs.at(timeline, Kind.DRAINED, "Drained", 23);
		RunResult uncalled = new RunResult(Mode.SPOT_AWARE, GOOD.load(), timeline, Duration.ofSeconds(45), 0);
		Verdict verdict = Verdict.of(List.of(uncalled, FAIR), true);
		assertThat(verdict.exitCode()).isEqualTo(ExitCode.UNFAIR);
		assertThat(verdict.reasons()).containsExactly("nobody called the instance before it ended: "
				+ "this load shows nothing, send more or from more callers");
		assertThat(Verdict.of(List.of(uncalled, GOOD, FAIR), true).exitCode()).isEqualTo(ExitCode.PASSED);
	}

	@Test
	void ofWhenSpotAwareLosesWithoutAnyCallFails() {
		RunResult run = Runs.spotAware(100, 99, Map.of("502", 1L), 23);
		RunResult without = new RunResult(Mode.WITHOUT_CALLS, run.load(), run.courses(), 0, 0, null);
		Verdict verdict = Verdict.of(List.of(GOOD, without, FAIR), true);
		assertThat(verdict.exitCode()).isEqualTo(ExitCode.LOST);
		assertThat(verdict.reasons()).containsExactly("Spot Aware without any AWS call lost 1 requests");
	}

	@Test
	void ofWhenOnlySpotAwareRanJudgesThatHalf() {
		assertThat(Verdict.of(List.of(GOOD), true).exitCode()).isEqualTo(ExitCode.PASSED);
	}

	@Test
	void exitCodesAreStable() {
		assertThat(ExitCode.values()).extracting(ExitCode::code).containsExactly(0, 1, 2, 3, 4);
	}

}
