package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.spotaware.Capacity;
import io.github.spotaware.Departure;
import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.RebalanceRecommendation;
import io.github.spotaware.SpotState;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.StepOutcome.Result;
import io.github.spotaware.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SpotLifecycle} and {@link DrainRun} in virtual time.
 */
class SpotLifecycleTests {

	private static final SpotAwareProperties PROPERTIES = new SpotAwareProperties(true, false, false,
			Duration.ofSeconds(90), RebalancePolicy.NOTIFY, ShutdownPolicy.AUTO, new SpotAwareProperties.Drain(
					Duration.ofSeconds(20), Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMinutes(2)));

	private final VirtualTime time = new VirtualTime();

	private final FakeTraffic traffic = new FakeTraffic(this.time.ticker());

	private final List<String> calls = new ArrayList<>();

	private final FakeStep refuse = step("refuse", DrainPhase.REFUSE);

	private final FakeStep leave = step("leave", DrainPhase.LEAVE);

	private final List<DrainStep> steps = new ArrayList<>(List.of(this.refuse, this.leave));

	private final RecordingObserver observer = new RecordingObserver();

	private final JvmLifecycles jvm = new JvmLifecycles();

	private final SpotLifecycle lifecycle = lifecycle(Platform.EC2);

	private final Sources sources = sources(this.lifecycle);

	@Test
	void reportWhenPlatformIsNoneDoesNothing() {
		SpotLifecycle none = lifecycle(Platform.NONE);
		sources(none).report("imds", terminate(120));
		this.time.run();
		assertThat(none.state().id()).isEqualTo("running");
		assertThat(this.calls).isEmpty();
	}

	@Test
	void reportWhenTerminateRefusesLeavesAndWaitsForHalfOfTheTime() {
		this.traffic.arrive("10.0.0.1");
		this.time.at(Duration.ofSeconds(1), () -> this.sources.report("imds", terminate(121)));
		this.time.at(Duration.ofSeconds(11), () -> this.traffic.arrive("10.0.0.1"));
		this.time.run();
		assertThat(this.calls).startsWith("refuse drain at 1 s", "leave drain at 1 s");
		assertThat(this.observer.states).containsExactly("draining", "drained");
		assertThat(drain().end()).isEqualTo(DrainReport.End.SETTLED);
		assertThat(drain().took()).isEqualTo(Duration.ofMillis(10_000 + 57_500));
	}

	@Test
	void reportWhenCallersNeverStopEndsAtDeadlineMinusReserve() {
		for (int second = 0; second < 200; second++) {
			this.time.at(Duration.ofSeconds(second), () -> this.traffic.arrive("10.0.0.1"));
		}
		this.time.at(Duration.ofSeconds(10), () -> this.sources.report("imds", terminate(130)));
		this.time.run();
		assertThat(drain().end()).isEqualTo(DrainReport.End.OUT_OF_TIME);
		assertThat(drain().took()).isEqualTo(Duration.ofSeconds(115));
		assertThat(drain().remaining()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void reportWhenStepStaysRefusesNothingUntilItReturns() {
		this.steps.add(0, step("stay", DrainPhase.STAY).taking(Duration.ofSeconds(40)));
		this.traffic.arrive("10.0.0.1");
		this.sources.report("imds", terminate(120));
		this.time.run();
		assertThat(this.calls).startsWith("stay drain at 40 s", "refuse drain at 40 s", "leave drain at 40 s");
		assertThat(drain().took()).isEqualTo(Duration.ofMillis(40_000 + 37_500));
	}

	@Test
	void reportWhenStepStaysTooLongLeavesInTimeToSettle() {
		this.steps.add(0, step("stay", DrainPhase.STAY).hanging());
		this.traffic.arrive("10.0.0.1");
		this.sources.report("imds", terminate(120));
		this.time.run();
		assertThat(this.calls).startsWith("refuse drain at 95 s", "leave drain at 95 s");
		assertThat(drain().took()).isEqualTo(Duration.ofSeconds(115));
		assertThat(drain().steps()).first().satisfies((step) -> {
			assertThat(step.phase()).isEqualTo(DrainPhase.STAY);
			assertThat(Objects.requireNonNull(step.outcome()).detail()).isEqualTo("stayed as long as there was time");
		});
	}

	@Test
	void reportWhenEarlierDeadlineJoinsCutsTheStayShort() {
		this.steps.add(0, step("stay", DrainPhase.STAY).hanging());
		this.traffic.arrive("10.0.0.1");
		this.sources.report("imds", terminate(200));
		this.time.at(Duration.ofSeconds(10), () -> this.lifecycle.hear("sigterm",
				new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null)));
		this.time.run();
		assertThat(this.calls).startsWith("refuse drain at 75 s");
	}

	@Test
	void reportWhenNothingEndsUsStaysForAsLongAsTheStepWants() {
		this.steps.add(0, step("stay", DrainPhase.STAY).hanging());
		SignalRules rules = new SignalRules(Platform.EC2, RebalancePolicy.DRAIN, PROPERTIES.drain(),
				new GracePeriod.Known(Duration.ofSeconds(90), "test", "prolong it"));
		this.lifecycle.begin(new Detected(InstanceIdentity.unknown(Platform.EC2), "test"), rules);
		this.sources.report("imds", new RebalanceRecommendation(VirtualTime.START));
		this.time.at(Duration.ofMinutes(31), () -> this.sources.withdraw("imds"));
		this.time.run();
		assertThat(this.calls).containsExactly("stay undo at 1860 s");
	}

	@Test
	void retireLeavesWhatAnOperatorSaid() {
		SpotLifecycle other = lifecycle(Platform.EC2);
		this.jvm.join(this.lifecycle);
		this.jvm.join(other);
		this.traffic.arrive("10.0.0.1");
		new OperatorControl(other, sources(other), this.time.clock()).drain(null);
		this.sources.retire();
		assertThat(other.state().id()).isEqualTo("draining");
	}

	@Test
	void withdrawWhenStepStaysNeverRefuses() {
		this.steps.add(0, step("stay", DrainPhase.STAY).hanging());
		this.sources.report("imds", maintenance(120));
		this.time.at(Duration.ofSeconds(10), () -> this.sources.withdraw("imds"));
		this.time.run();
		assertThat(this.lifecycle.state().id()).isEqualTo("running");
		assertThat(this.calls).containsExactly("stay undo at 10 s");
	}

	@Test
	void withdrawWhenDrainIsUnderWayUndoesIt() {
		this.traffic.arrive("10.0.0.1");
		this.sources.report("imds", maintenance(120));
		this.time.at(Duration.ofSeconds(30), () -> this.sources.withdraw("imds"));
		this.time.run();
		assertThat(this.observer.states).containsExactly("draining", "running");
		assertThat(this.calls).contains("leave undo at 30 s", "refuse undo at 30 s")
			.noneMatch((call) -> call.contains("drained"));
		assertThat(drain().end()).isEqualTo(DrainReport.End.CANCELLED);
	}

	@Test
	void withdrawWhenOtherNoticeStandsGoesOn() {
		this.traffic.arrive("10.0.0.1");
		this.sources.report("operator", operator(60));
		this.time.at(Duration.ofSeconds(5), () -> this.sources.report("imds", terminate(125)));
		this.time.at(Duration.ofSeconds(10), () -> this.sources.withdraw("operator"));
		this.time.run();
		assertThat(this.calls).noneMatch((call) -> call.contains("undo"));
		assertThat(this.lifecycle.state()).isInstanceOf(SpotState.Drained.class);
	}

	@Test
	void withdrawWhenTerminateHasDrainedChangesNothing() {
		this.sources.report("imds", terminate(120));
		this.time.run();
		this.sources.withdraw("imds");
		this.time.run();
		assertThat(this.lifecycle.state().id()).isEqualTo("drained");
	}

	@Test
	void withdrawWhenStopHasDrainedResumesOnceItsTimeHasPassed() {
		this.sources.report("imds", spot(InstanceAction.STOP, 120));
		this.time.at(Duration.ofSeconds(119), () -> this.sources.withdraw("imds"));
		this.time.at(Duration.ofSeconds(119), () -> assertThat(this.lifecycle.state().id()).isEqualTo("drained"));
		this.time.at(Duration.ofSeconds(121), () -> this.sources.withdraw("imds"));
		this.time.run();
		assertThat(this.lifecycle.state().id()).isEqualTo("running");
		assertThat(this.calls).contains("refuse undo at 121 s");
	}

	@Test
	void withdrawWhenHibernatedInstanceWakesUpResumes() {
		this.traffic.arrive("10.0.0.1");
		this.sources.report("imds", spot(InstanceAction.HIBERNATE, 120));
		this.time.at(Duration.ofSeconds(10), () -> this.time.stepClock(Duration.ofHours(5)));
		this.time.at(Duration.ofSeconds(11), () -> this.sources.withdraw("imds"));
		this.time.run();
		assertThat(this.observer.states).containsExactly("draining", "running");
		assertThat(this.calls).contains("leave undo at 11 s", "refuse undo at 11 s");
	}

	@Test
	void withdrawWhenMetadataServiceFlapsGoesOn() {
		this.traffic.arrive("10.0.0.1");
		this.sources.report("imds", terminate(120));
		this.time.at(Duration.ofSeconds(30), () -> this.sources.withdraw("imds"));
		this.time.run();
		assertThat(this.observer.states).containsExactly("draining", "drained");
	}

	@Test
	void failedWhenMaintenanceComesCloseDrains() {
		this.sources.signals("imds").report(maintenance(600));
		this.time.at(Duration.ofSeconds(470), () -> this.sources.signals("imds").failed(new Exception("no answer")));
		this.time.at(Duration.ofSeconds(471), () -> assertThat(this.lifecycle.state().id()).isEqualTo("at-risk"));
		this.time.at(Duration.ofMinutes(8), () -> this.sources.signals("imds").failed(new Exception("no answer")));
		this.time.run();
		assertThat(this.observer.states).containsExactly("at-risk", "draining", "drained");
		assertThat(this.calls).startsWith("refuse drain at 480 s");
	}

	@Test
	void reportWhenStandbyLeavesAndComesBack() {
		InterruptionNotice standby = new InterruptionNotice(NoticeCause.AUTO_SCALING_STANDBY, InstanceAction.NONE,
				null);
		this.sources.report("imds", standby);
		this.time.at(Duration.ofMinutes(20), () -> this.sources.withdraw("imds"));
		this.time.run();
		assertThat(this.observer.states).containsExactly("draining", "drained", "running");
		assertThat(this.calls).contains("leave undo at 1200 s");
	}

	@Test
	void reportWhenTerminatedFromStandbyTellsTheObserver() {
		this.sources.report("imds",
				new InterruptionNotice(NoticeCause.AUTO_SCALING_STANDBY, InstanceAction.NONE, null));
		this.time.run();
		this.sources.report("imds", new InterruptionNotice(NoticeCause.AUTO_SCALING_TERMINATION,
				InstanceAction.TERMINATE, this.time.clock().instant().plusSeconds(60)));
		assertThat(this.observer.joined).containsExactly("auto scaling termination (terminate) by imds");
	}

	@Test
	void reportWhenTakenBackAndReportedAgainDrainsAgain() {
		this.traffic.arrive("10.0.0.1");
		this.sources.report("imds", maintenance(120));
		this.time.at(Duration.ofSeconds(3), () -> this.sources.withdraw("imds"));
		this.time.at(Duration.ofSeconds(3), () -> this.sources.report("imds", maintenance(120)));
		this.time.run();
		assertThat(this.observer.states).containsExactly("draining", "running", "draining", "drained");
		assertThat(this.calls.indexOf("refuse undo at 3 s")).isLessThan(this.calls.lastIndexOf("refuse drain at 3 s"));
	}

	@Test
	void reportWhenSecondNoticeIsEarlierShortensTheDrain() {
		for (int second = 0; second < 100; second++) {
			this.time.at(Duration.ofSeconds(second), () -> this.traffic.arrive("10.0.0.1"));
		}
		this.sources.report("imds", terminate(120));
		this.time.at(Duration.ofSeconds(10), () -> this.sources.report("other", spot(InstanceAction.TERMINATE, 50)));
		this.time.run();
		assertThat(drain().took()).isEqualTo(Duration.ofSeconds(45));
		assertThat(this.observer.states).containsExactly("draining", "draining", "drained");
	}

	@Test
	void reportWhenSigtermLeavesOnEvidenceNotAfterAFixedTime() {
		for (int request = 0; request < 400; request++) {
			this.traffic.arrived("10.0.0.1", this.time.ticker().nanos() - request * 1_000_000_000L);
		}
		this.lifecycle.hear("sigterm",
				new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null));
		this.time.run();
		assertThat(drain().took()).isEqualTo(Duration.ofSeconds(3));
		assertThat(drain().cause()).isEqualTo(NoticeCause.TERMINATION_SIGNAL);
	}

	@Test
	void reportWhenSilenceCountsFromTheDeregistration() {
		for (int request = 0; request < 400; request++) {
			this.traffic.arrived("10.0.0.1", this.time.ticker().nanos() - request * 1_000_000_000L);
		}
		this.leave.behaving((drain) -> {
			drain.departing("leave", Departure.byReadiness());
			return StepOutcome.done("slowly");
		});
		this.sources.report("operator", operator(60));
		this.time.at(Duration.ofSeconds(2),
				() -> Objects.requireNonNull(run()).departing("leave", Departure.leaving(this.time.ticker().nanos())));
		this.time.run();
		assertThat(drain().took()).isEqualTo(Duration.ofSeconds(2 + 6));
	}

	@Test
	void reportWhenStepFailsGoesOn() {
		this.leave.behaving((drain) -> {
			throw new IllegalStateException("broken");
		});
		this.sources.report("operator", operator(60));
		this.time.run();
		assertThat(this.lifecycle.state().id()).isEqualTo("drained");
		assertThat(drain().steps()).filteredOn((step) -> step.name().equals("leave"))
			.singleElement()
			.satisfies((step) -> {
				assertThat(Objects.requireNonNull(step.outcome()).result()).isEqualTo(Result.FAILED);
				assertThat(step.outcome().detail()).contains("broken");
			});
	}

	@Test
	void reportWhenStepHangsIsDrainedInTimeAndNamesIt() {
		this.leave.hanging();
		this.sources.report("operator", operator(60));
		this.time.run();
		assertThat(drain().took()).isEqualTo(Duration.ofSeconds(55));
		assertThat(drain().steps()).anySatisfy((step) -> {
			assertThat(step.name()).isEqualTo("leave");
			assertThat(Objects.requireNonNull(step.outcome()).result()).isEqualTo(Result.TIMED_OUT);
		});
	}

	@Test
	void reportWhenEarlierDeadlineJoinsAStepThatHangsIsDrainedByThat() {
		this.traffic.arrive("10.0.0.1");
		this.leave.hanging();
		this.sources.report("imds", terminate(500));
		this.time.at(Duration.ofSeconds(10), () -> this.sources.report("imds-other", terminate(60)));
		this.time.run();
		assertThat(drain().took()).isEqualTo(Duration.ofSeconds(55));
	}

	@Test
	void reportWhenRefusingHangsLeavesAfterASecond() {
		this.refuse.hanging();
		this.sources.report("imds", terminate(120));
		this.time.run();
		assertThat(this.calls).contains("leave drain at 1 s");
	}

	@Test
	void reportWhenSpotNoticeJoinsSigtermLeavesTargetGroupsAfterAll() {
		this.traffic.arrive("10.0.0.1");
		this.leave.behaving((drain) -> drain.leavesTargetGroups() ? StepOutcome.done("deregistered")
				: StepOutcome.skipped("restarted in place"));
		this.lifecycle.hear("sigterm",
				new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null));
		this.time.at(Duration.ofSeconds(2), () -> this.sources.report("imds", terminate(122)));
		this.time.run();
		assertThat(this.calls).contains("leave drain at 0 ms", "leave drain at 2 s");
	}

	@Test
	void reportWhenSpotNoticeJoinsWhileStillLeavingLeavesTargetGroupsAfterAll() {
		this.traffic.arrive("10.0.0.1");
		this.steps.add(step("slow", DrainPhase.LEAVE).hanging());
		this.leave.behaving((drain) -> drain.leavesTargetGroups() ? StepOutcome.done("deregistered")
				: StepOutcome.skipped("restarted in place"));
		this.lifecycle.hear("sigterm",
				new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null));
		this.time.at(Duration.ofSeconds(2), () -> this.sources.report("imds", terminate(122)));
		this.time.run();
		assertThat(this.calls).filteredOn((call) -> call.startsWith("leave drain at")).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource({ // the platform, who lets go, seconds that the drain takes
			"ECS_FARGATE, orchestrator, 0", "ECS_FARGATE, we, 20", "EC2, orchestrator, 20" })
	void signalWhenCallersWereTurnedAwayBeforeIsNotWaitedFor(Platform platform, String who, long seconds) {
		SpotLifecycle task = lifecycle(platform);
		for (int second = 0; second <= 400; second++) {
			this.time.at(Duration.ofSeconds(second), () -> this.traffic.arrive("10.0.0.1"));
		}
		this.leave.behaving((drain) -> {
			Departure leaving = Departure.gone(this.time.ticker().nanos());
			drain.departing("test", who.equals("we") ? leaving : leaving.orBefore());
			return StepOutcome.done("looked");
		});
		// Twenty seconds of silence, which begin with a deregistration that we do not
		// see.
		this.time.at(Duration.ofMinutes(7), () -> task.hear("sigterm",
				new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null)));
		this.time.run();
		DrainReport report = Objects.requireNonNull(task.drain());
		assertThat(report.end()).isEqualTo(DrainReport.End.SETTLED);
		assertThat(report.took()).isEqualTo(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@CsvSource({ "ECS_FARGATE, 2", "EC2, 1" })
	void signalAfterADrainThatCouldBeTakenBackDrainsForGood(Platform platform, int drains) {
		SpotLifecycle task = lifecycle(platform);
		this.traffic.arrive("10.0.0.1");
		task.hear("operator", operator(60));
		this.time.at(Duration.ofMinutes(2), () -> this.traffic.arrive("10.0.0.1"));
		this.time.at(Duration.ofMinutes(2), () -> task.hear("sigterm",
				new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null)));
		this.time.run();
		assertThat(this.calls).filteredOn((call) -> call.startsWith("leave drain at")).hasSize(drains);
		assertThat(task.state().id()).isEqualTo("drained");
		assertThat(this.time.passed()).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
	}

	@Test
	void signalThatIsExplainedIsNamedByItsReason() {
		SpotLifecycle task = lifecycle(Platform.ECS_FARGATE);
		this.traffic.arrive("10.0.0.1");
		task.hear("sigterm", new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null));
		this.time.at(Duration.ofSeconds(1),
				() -> task.hear("ecs-task", new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION,
						InstanceAction.TERMINATE, Objects.requireNonNull(task.deadline()).time())));
		this.time.run();
		DrainReport report = Objects.requireNonNull(task.drain());
		assertThat(report.cause()).isEqualTo(NoticeCause.SPOT_INTERRUPTION);
		assertThat(report.settle()).isEqualTo(Duration.ofMillis(42_500));
		assertThat(this.observer.states).containsExactly("draining", "draining", "drained");
	}

	@ParameterizedTest
	@CsvSource({ "ECS_FARGATE, SPOT, true", "ECS_FARGATE, ON_DEMAND, false", "ECS_FARGATE, UNKNOWN, false",
			"EC2, SPOT, false" })
	void signalOfASpotTaskMayBringAReplacement(Platform platform, Capacity capacity, boolean expected) {
		SpotLifecycle task = lifecycle(platform);
		InstanceIdentity identity = new InstanceIdentity(platform, null, null, null, null, capacity);
		task.begin(new Detected(identity, "test"), task.rules());
		List<Boolean> seen = new ArrayList<>();
		this.leave.behaving((drain) -> {
			seen.add(drain.replacementExpected());
			return StepOutcome.done("looked");
		});
		task.hear("sigterm", new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null));
		this.time.run();
		assertThat(seen).containsExactly(expected);
	}

	@Test
	void reportWhenDrainedTellsWhatJoins() {
		this.sources.report("operator", operator(60));
		this.time.run();
		this.sources.report("imds", terminate(120));
		assertThat(this.observer.joined).containsExactly("operator by operator, spot interruption (terminate) by imds");
	}

	@ParameterizedTest
	@MethodSource("failures")
	void reportWhenTrafficCannotBeSeenGoesByTime(Throwable failure) {
		this.traffic.breakDown(failure);
		this.sources.report("operator", operator(60));
		this.time.run();
		assertThat(this.lifecycle.state().id()).isEqualTo("drained");
	}

	@ParameterizedTest
	@MethodSource("failures")
	void reportWhenSomethingBreaksOnTheThreadOfTheDrainEndsIt(Throwable failure) {
		this.steps.add(new BrokenStep(failure));
		this.sources.report("operator", operator(60));
		this.time.run();
		assertThat(this.lifecycle.state().id()).isEqualTo("drained");
		assertThat(drain().end()).isEqualTo(DrainReport.End.OUT_OF_TIME);
		assertThat(drain().took()).isZero();
	}

	static Stream<Throwable> failures() {
		return Stream.of(new IllegalStateException("broken"), new NoClassDefFoundError("broken"),
				new AssertionError("broken"), new StackOverflowError("broken"));
	}

	@Test
	void comingDeadlineIsTheEarliestThatHasNotPassed() {
		this.sources.report("operator", operator(60));
		this.time.at(Duration.ofSeconds(600), () -> {
			assertThat(this.lifecycle.comingDeadline()).isNull();
			this.lifecycle.hear("sigterm",
					new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null));
			assertThat(Objects.requireNonNull(this.lifecycle.comingDeadline()).remaining(this.time.ticker().nanos()))
				.isEqualTo(Duration.ofSeconds(90));
		});
		this.time.run();
	}

	@Test
	void cancelByOperatorGoesForEveryContext() {
		SpotLifecycle other = lifecycle(Platform.EC2);
		this.jvm.join(this.lifecycle);
		this.jvm.join(other);
		this.traffic.arrive("10.0.0.1");
		new OperatorControl(this.lifecycle, this.sources, this.time.clock()).drain(null);
		assertThat(other.state().id()).isEqualTo("draining");
		assertThat(new OperatorControl(other, sources(other), this.time.clock()).cancel()).isNull();
		assertThat(this.lifecycle.state().id()).isEqualTo("running");
	}

	@Test
	void retireVoidsWhatOthersHeard() {
		SpotLifecycle other = lifecycle(Platform.EC2);
		this.jvm.join(this.lifecycle);
		this.jvm.join(other);
		this.traffic.arrive("10.0.0.1");
		this.sources.report("imds", terminate(120));
		assertThat(other.state().id()).isEqualTo("draining");
		this.sources.retire();
		assertThat(other.state().id()).isEqualTo("running");
	}

	@Test
	void reportWhenTheSameAgainChangesNothing() {
		InterruptionNotice notice = terminate(120);
		for (int second = 0; second < 10; second++) {
			this.time.at(Duration.ofSeconds(second), () -> this.sources.report("imds", notice));
		}
		this.time.run();
		assertThat(this.observer.states).containsExactly("draining", "drained");
		assertThat(this.calls).filteredOn((call) -> call.startsWith("refuse drain at")).hasSize(1);
	}

	@Test
	void reportWhenClockStepsDoesNotMoveTheDeadline() {
		for (int second = 0; second < 200; second++) {
			this.time.at(Duration.ofSeconds(second), () -> this.traffic.arrive("10.0.0.1"));
		}
		InterruptionNotice notice = terminate(120);
		this.sources.report("imds", notice);
		this.time.at(Duration.ofSeconds(20), () -> this.time.stepClock(Duration.ofHours(-2)));
		this.time.at(Duration.ofSeconds(22), () -> this.sources.report("imds", notice));
		this.time.run();
		assertThat(drain().took()).isEqualTo(Duration.ofSeconds(115));
	}

	@Test
	void stateWhenRebalanceRecommendationExpiresIsRunningAgain() {
		this.sources.report("imds", new RebalanceRecommendation(VirtualTime.START));
		assertThat(this.lifecycle.state().id()).isEqualTo("at-risk");
		this.time.at(Duration.ofMinutes(31), () -> assertThat(this.lifecycle.state().id()).isEqualTo("running"));
		this.time.run();
		assertThat(this.observer.states).containsExactly("at-risk", "running");
	}

	@Test
	void reportIsHeardByEveryContextOfTheJvm() {
		SpotLifecycle other = lifecycle(Platform.EC2);
		this.jvm.join(this.lifecycle);
		this.jvm.join(other);
		this.traffic.arrive("10.0.0.1");
		this.sources.report("imds", maintenance(120));
		assertThat(other.state().id()).isEqualTo("draining");
		this.sources.withdraw("imds");
		assertThat(other.state().id()).isEqualTo("running");
	}

	@Test
	void failedKeepsWhatStands() {
		this.sources.signals("imds").report(terminate(120));
		this.sources.signals("imds").failed(new IllegalStateException("no answer"));
		assertThat(this.lifecycle.standing()).hasSize(1);
		assertThat(this.sources.status()).singleElement().satisfies((source) -> {
			assertThat(source.lastError()).isEqualTo("no answer");
			assertThat(source.failures()).isOne();
			assertThat(source.successes()).isOne();
		});
	}

	@Test
	void drainAndCancelByOperator() {
		OperatorControl operator = new OperatorControl(this.lifecycle, this.sources, this.time.clock());
		assertThat(operator.cancel()).isEqualTo("No operator's drain is under way");
		assertThat(operator.drain(Duration.ofSeconds(1))).isNull();
		assertThat(this.lifecycle.remaining()).isEqualTo(Duration.ofSeconds(25));
		assertThat(operator.cancel()).isNull();
		this.time.run();
		assertThat(this.lifecycle.state().id()).isEqualTo("running");
	}

	@Test
	void cancelWhenNoticeStandsSaysWhyNot() {
		OperatorControl operator = new OperatorControl(this.lifecycle, this.sources, this.time.clock());
		operator.drain(null);
		this.sources.report("imds-spot", terminate(120));
		assertThat(operator.cancel()).contains("spot interruption (terminate) by imds-spot");
		assertThat(this.lifecycle.state().id()).isEqualTo("draining");
	}

	private DrainReport drain() {
		return Objects.requireNonNull(this.lifecycle.drain());
	}

	private DrainRun run() {
		return Objects.requireNonNull(this.lifecycle.currentRun());
	}

	private FakeStep step(String name, DrainPhase phase) {
		return new FakeStep(name, phase, this.time, this.calls);
	}

	private SpotLifecycle lifecycle(Platform platform) {
		Participants participants = new Participants() {

			@Override
			public List<DrainStep> steps() {
				return SpotLifecycleTests.this.steps;
			}

			@Override
			public List<Traffic> traffic() {
				return List.of(SpotLifecycleTests.this.traffic);
			}

		};
		SpotLifecycle created = new SpotLifecycle(PROPERTIES, participants, this.observer, this.time.threads(),
				this.time.clock());
		created.begin(new Detected(InstanceIdentity.unknown(platform), "test"),
				new SignalRules(platform, RebalancePolicy.NOTIFY, PROPERTIES.drain(),
						new GracePeriod.Known(Duration.ofSeconds(90), "test", "prolong it")));
		return created;
	}

	private Sources sources(SpotLifecycle of) {
		return new Sources(of, this.jvm, this.time.clock());
	}

	private static InterruptionNotice terminate(long seconds) {
		return spot(InstanceAction.TERMINATE, seconds);
	}

	private static InterruptionNotice spot(InstanceAction action, long seconds) {
		return new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, action, VirtualTime.START.plusSeconds(seconds));
	}

	private static InterruptionNotice maintenance(long seconds) {
		return new InterruptionNotice(NoticeCause.SCHEDULED_MAINTENANCE, InstanceAction.REBOOT,
				VirtualTime.START.plusSeconds(seconds));
	}

	private static InterruptionNotice operator(long seconds) {
		Instant when = VirtualTime.START.plusSeconds(seconds);
		return new InterruptionNotice(NoticeCause.OPERATOR, InstanceAction.NONE, when);
	}

	private record BrokenStep(Throwable failure) implements DrainStep {

		@Override
		public String name() {
			return "broken";
		}

		@Override
		public DrainPhase phase() {
			throw FakeTraffic.raise(this.failure);
		}

		@Override
		public StepOutcome drain(Drain drain) {
			return StepOutcome.done("never");
		}

	}

	private static final class RecordingObserver implements LifecycleObserver {

		private final List<String> states = new ArrayList<>();

		private final List<String> joined = new ArrayList<>();

		@Override
		public void changed(SpotState previous, SpotState current, Standing standing) {
			this.states.add(current.id());
		}

		@Override
		public void drained(Standing standing, DrainRun run) {
		}

		@Override
		public void joined(Standing standing, DrainRun run) {
			this.joined.add(standing.description());
		}

		@Override
		public void takenBack(DrainReport report) {
		}

	}

}
