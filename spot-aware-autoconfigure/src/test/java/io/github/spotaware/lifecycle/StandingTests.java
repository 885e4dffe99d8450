package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.spotaware.Capacity;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.RebalanceRecommendation;
import io.github.spotaware.SpotSignal;
import io.github.spotaware.SpotState;
import io.github.spotaware.TaskIdentity;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Standing} and {@link SignalRules}.
 */
class StandingTests {

	private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");

	private static final long TICKS = 5_000_000_000_000L;

	private static final GracePeriod.Known GRACE = new GracePeriod.Known(Duration.ofSeconds(30), "grace", "prolong it");

	private static final SpotAwareProperties.Drain DRAIN = new SpotAwareProperties.Drain(Duration.ofSeconds(20),
			Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMinutes(2));

	private static final SignalRules RULES = new SignalRules(Platform.EC2, RebalancePolicy.NOTIFY, DRAIN, GRACE);

	private static final SpotSignal TERMINATE = spot(InstanceAction.TERMINATE);

	private static final SpotSignal STOP = spot(InstanceAction.STOP);

	private static final SpotSignal REBALANCE = new RebalanceRecommendation(NOW);

	private static final SpotSignal SIGTERM = new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL,
			InstanceAction.NONE, null);

	private static final SpotSignal CLOSED = new InterruptionNotice(NoticeCause.CONTEXT_CLOSED, InstanceAction.NONE,
			null);

	private static final SpotSignal OPERATOR = new InterruptionNotice(NoticeCause.OPERATOR, InstanceAction.NONE,
			NOW.plusSeconds(60));

	static Stream<Arguments> transitions() {
		return Stream.of( // what stands, progress, what is reported, the state that
							// follows
				Arguments.of(List.of(), DrainProgress.NONE, REBALANCE, "at-risk"),
				Arguments.of(List.of(), DrainProgress.NONE, TERMINATE, "draining"),
				Arguments.of(List.of(), DrainProgress.NONE, STOP, "draining"),
				Arguments.of(List.of(), DrainProgress.NONE, SIGTERM, "draining"),
				Arguments.of(List.of(), DrainProgress.NONE, CLOSED, "draining"),
				Arguments.of(List.of(), DrainProgress.NONE, OPERATOR, "draining"),
				Arguments.of(List.of(REBALANCE), DrainProgress.NONE, REBALANCE, "at-risk"),
				Arguments.of(List.of(REBALANCE), DrainProgress.NONE, TERMINATE, "draining"),
				Arguments.of(List.of(REBALANCE), DrainProgress.NONE, STOP, "draining"),
				Arguments.of(List.of(REBALANCE), DrainProgress.NONE, SIGTERM, "draining"),
				Arguments.of(List.of(REBALANCE), DrainProgress.NONE, CLOSED, "draining"),
				Arguments.of(List.of(REBALANCE), DrainProgress.NONE, OPERATOR, "draining"),
				Arguments.of(List.of(OPERATOR), DrainProgress.UNDER_WAY, REBALANCE, "draining"),
				Arguments.of(List.of(OPERATOR), DrainProgress.UNDER_WAY, TERMINATE, "draining"),
				Arguments.of(List.of(OPERATOR), DrainProgress.UNDER_WAY, STOP, "draining"),
				Arguments.of(List.of(OPERATOR), DrainProgress.UNDER_WAY, SIGTERM, "draining"),
				Arguments.of(List.of(OPERATOR), DrainProgress.UNDER_WAY, CLOSED, "draining"),
				Arguments.of(List.of(TERMINATE), DrainProgress.UNDER_WAY, OPERATOR, "draining"),
				Arguments.of(List.of(TERMINATE), DrainProgress.ENDED, REBALANCE, "drained"),
				Arguments.of(List.of(TERMINATE), DrainProgress.ENDED, STOP, "drained"),
				Arguments.of(List.of(TERMINATE), DrainProgress.ENDED, SIGTERM, "drained"),
				Arguments.of(List.of(TERMINATE), DrainProgress.ENDED, CLOSED, "drained"),
				Arguments.of(List.of(TERMINATE), DrainProgress.ENDED, OPERATOR, "drained"),
				Arguments.of(List.of(STOP), DrainProgress.ENDED, TERMINATE, "drained"));
	}

	@ParameterizedTest
	@MethodSource("transitions")
	void stateFollowsFromWhatStands(List<SpotSignal> before, DrainProgress progress, SpotSignal reported,
			String state) {
		Standing standing = standing(before).with(accept("new", reported));
		assertThat(standing.state(progress).id()).isEqualTo(state);
	}

	@Test
	void stateWhenNothingStandsIsRunning() {
		assertThat(Standing.none().state(DrainProgress.NONE).id()).isEqualTo("running");
	}

	@Test
	void withWhenSameSignalAgainChangesNothing() {
		Standing standing = Standing.none().with(accept("imds", TERMINATE));
		StandingSignal later = RULES.accept("imds", TERMINATE, NOW.plusSeconds(2), TICKS + 2_000_000_000L);
		assertThat(standing.with(later)).isSameAs(standing);
	}

	@Test
	void withWhenSecondNoticeOfSameSourceReplacesTheFirst() {
		Standing standing = Standing.none().with(accept("imds", STOP)).with(accept("imds", TERMINATE));
		assertThat(standing.all()).singleElement()
			.extracting(StandingSignal::action)
			.isEqualTo(InstanceAction.TERMINATE);
	}

	@Test
	void leadingIsTheOneWithTheEarliestDeadline() {
		Standing standing = standing(List.of(TERMINATE, OPERATOR, SIGTERM));
		assertThat(Objects.requireNonNull(standing.leading()).cause()).isEqualTo(NoticeCause.TERMINATION_SIGNAL);
	}

	@Test
	void withoutWhenOtherSourceStandsGoesOn() {
		Standing standing = Standing.none().with(accept("imds", TERMINATE)).with(accept("sqs", TERMINATE));
		Standing rest = standing.without("sqs", DrainProgress.UNDER_WAY);
		assertThat(rest.state(DrainProgress.UNDER_WAY).id()).isEqualTo("draining");
		assertThat(rest.without("imds", DrainProgress.UNDER_WAY).state(DrainProgress.NONE).id()).isEqualTo("running");
	}

	static Stream<Arguments> withdrawals() {
		return Stream.of( // signal, progress, whether it can be withdrawn
				Arguments.of(REBALANCE, DrainProgress.NONE, true),
				Arguments.of(TERMINATE, DrainProgress.UNDER_WAY, true),
				Arguments.of(TERMINATE, DrainProgress.ENDED, false), Arguments.of(STOP, DrainProgress.ENDED, true),
				Arguments.of(OPERATOR, DrainProgress.ENDED, true),
				Arguments.of(SIGTERM, DrainProgress.UNDER_WAY, false),
				Arguments.of(CLOSED, DrainProgress.UNDER_WAY, false));
	}

	@ParameterizedTest
	@MethodSource("withdrawals")
	void withoutWhenIrrevocableChangesNothing(SpotSignal signal, DrainProgress progress, boolean possible) {
		Standing standing = Standing.none().with(accept("source", signal));
		assertThat(standing.without("source", progress).all()).hasSize(possible ? 0 : 1);
	}

	@Test
	void atWhenRebalanceRecommendationIsHalfAnHourOldDropsIt() {
		Standing standing = Standing.none().with(accept("imds", REBALANCE));
		long halfAnHour = TICKS + Duration.ofMinutes(30).toNanos();
		assertThat(standing.at(halfAnHour - 1, DrainProgress.NONE)).isSameAs(standing);
		assertThat(standing.at(halfAnHour, DrainProgress.NONE).all()).isEmpty();
	}

	@Test
	void acceptWhenRebalanceIsToDrainDrains() {
		SignalRules drain = new SignalRules(Platform.EC2, RebalancePolicy.DRAIN, DRAIN, GRACE);
		Standing standing = Standing.none().with(drain.accept("imds", REBALANCE, NOW, TICKS));
		assertThat(standing.state(DrainProgress.NONE).id()).isEqualTo("draining");
		assertThat(standing.leavesTargetGroups(InstanceIdentity.unknown(Platform.EC2))).isTrue();
		assertThat(standing.instanceLost()).isFalse();
	}

	static Stream<Arguments> reasons() {
		SpotSignal scheduler = new InterruptionNotice(NoticeCause.SERVICE_SCHEDULER, InstanceAction.NONE,
				NOW.plusSeconds(30));
		SpotSignal standby = new InterruptionNotice(NoticeCause.AUTO_SCALING_STANDBY, InstanceAction.NONE, null);
		return Stream.of( // what stands, why we say that we leave
				Arguments.of(List.of(SIGTERM), NoticeCause.TERMINATION_SIGNAL),
				Arguments.of(List.of(SIGTERM, scheduler), NoticeCause.SERVICE_SCHEDULER),
				Arguments.of(List.of(scheduler, SIGTERM), NoticeCause.SERVICE_SCHEDULER),
				Arguments.of(List.of(TERMINATE, SIGTERM), NoticeCause.SPOT_INTERRUPTION),
				Arguments.of(List.of(SIGTERM, CLOSED), NoticeCause.TERMINATION_SIGNAL),
				Arguments.of(List.of(standby, SIGTERM), NoticeCause.TERMINATION_SIGNAL),
				Arguments.of(List.of(REBALANCE, SIGTERM), NoticeCause.TERMINATION_SIGNAL),
				Arguments.of(List.of(OPERATOR, TERMINATE), NoticeCause.OPERATOR));
	}

	@ParameterizedTest
	@MethodSource("reasons")
	void stateNamesWhoseMessageASignalBrings(List<SpotSignal> standing, NoticeCause cause) {
		Standing all = Standing.none();
		for (SpotSignal signal : standing) {
			all = all.with(accept("source-" + standing.indexOf(signal), signal));
		}
		assertThat(all.state(DrainProgress.UNDER_WAY))
			.asInstanceOf(InstanceOfAssertFactories.type(SpotState.Draining.class))
			.extracting(SpotState.Draining::cause)
			.isEqualTo(cause);
	}

	@ParameterizedTest
	@CsvSource({ // why, on an instance, in a task
			"SPOT_INTERRUPTION, true, true", "AUTO_SCALING_TERMINATION, true, true",
			"SCHEDULED_MAINTENANCE, true, true", "TERMINATION_SIGNAL, false, true", "CONTEXT_CLOSED, false, true",
			"SERVICE_SCHEDULER, false, true",
			// What can be taken back must not be final, where nobody registers us again.
			"OPERATOR, true, false", "AUTO_SCALING_STANDBY, true, false", "REBALANCE, true, false" })
	void targetGroupsAreLeftForGood(NoticeCause cause, boolean onInstance, boolean inTask) {
		assertThat(cause.leavesTargetGroups(InstanceIdentity.unknown(Platform.EC2))).isEqualTo(onInstance);
		assertThat(cause.leavesTargetGroups(InstanceIdentity.unknown(Platform.ECS_FARGATE))).isEqualTo(inTask);
	}

	@Test
	void endOfAProcessThatIsStartedAgainInItsTaskLeavesNoTargetGroup() {
		TaskIdentity task = new TaskIdentity("arn", "shop", "web", "app", List.of("10.0.1.15"), Map.of());
		InstanceIdentity restarted = new InstanceIdentity(Platform.ECS_FARGATE, null, "10.0.1.15", null, "us-east-1",
				Capacity.SPOT, task.restarting(true));
		assertThat(NoticeCause.CONTEXT_CLOSED.leavesTargetGroups(restarted)).isFalse();
		assertThat(NoticeCause.TERMINATION_SIGNAL.leavesTargetGroups(restarted)).isTrue();
		assertThat(NoticeCause.CONTEXT_CLOSED.leavesTargetGroups(InstanceIdentity.unknown(Platform.KUBERNETES)))
			.isFalse();
		assertThat(NoticeCause.POD_DELETION.leavesTargetGroups(InstanceIdentity.unknown(Platform.KUBERNETES))).isTrue();
	}

	static Stream<Arguments> deadlines() {
		return Stream.of( // the notice's time, seconds until the deadline
				Arguments.of(NOW.plusSeconds(120), 120), Arguments.of(NOW.plusSeconds(1), 1),
				Arguments.of(NOW.minusSeconds(1), 30), Arguments.of(NOW, 30), Arguments.of(Instant.EPOCH, 30),
				Arguments.of(Instant.parse("2999-01-01T00:00:00Z"), 30), Arguments.of(Instant.MAX, 30),
				Arguments.of(null, 30));
	}

	@ParameterizedTest
	@MethodSource("deadlines")
	void acceptTakesATimeThatIsNotCredibleAsImmediate(@Nullable Instant time, long seconds) {
		InterruptionNotice notice = new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, InstanceAction.TERMINATE,
				time);
		StandingSignal standing = RULES.accept("imds", notice, NOW, TICKS);
		assertThat(Objects.requireNonNull(standing.deadline()).remaining(TICKS)).isEqualTo(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@EnumSource(NoticeCause.class)
	void descriptionNamesCauseAndSource(NoticeCause cause) {
		SpotSignal signal = new InterruptionNotice(cause, InstanceAction.NONE, null);
		assertThat(accept("somewhere", signal).description()).contains(cause.description(), "somewhere");
	}

	@Test
	void acceptWhenMaintenanceIsDistantIsAtRisk() {
		Instant time = NOW.plus(Duration.ofDays(3));
		StandingSignal distant = accept("imds", maintenance(time));
		assertThat(distant.drains()).isFalse();
		assertThat(distant.description()).isEqualTo("scheduled maintenance (reboot) at " + time + " by imds");
		assertThat(Standing.none().with(distant).state(DrainProgress.NONE).id()).isEqualTo("at-risk");
	}

	@Test
	void withWhenMaintenanceComesCloseDrains() {
		SpotSignal signal = maintenance(NOW.plusSeconds(300));
		Standing distant = Standing.none().with(accept("imds", signal));
		assertThat(distant.with(RULES.accept("imds", signal, NOW.plusSeconds(179), TICKS))).isSameAs(distant);
		Standing close = distant.with(RULES.accept("imds", signal, NOW.plusSeconds(180), TICKS));
		assertThat(Objects.requireNonNull(close.leading()).deadline())
			.satisfies((deadline) -> assertThat(Objects.requireNonNull(deadline).remaining(TICKS))
				.isEqualTo(Duration.ofMinutes(2)));
	}

	@Test
	void withWhenClockStepsBackDuringMaintenanceGoesOn() {
		SpotSignal signal = maintenance(NOW.plusSeconds(60));
		Standing close = Standing.none().with(accept("imds", signal));
		assertThat(close.with(RULES.accept("imds", signal, NOW.minusSeconds(3600), TICKS))).isSameAs(close);
	}

	@Test
	void acceptWhenLeadIsShorterThanADrainBeginsInTimeForIt() {
		SpotAwareProperties.Drain hasty = new SpotAwareProperties.Drain(Duration.ofSeconds(20), Duration.ofSeconds(3),
				Duration.ofSeconds(5), Duration.ofSeconds(1));
		SignalRules rules = new SignalRules(Platform.EC2, RebalancePolicy.NOTIFY, hasty, GRACE);
		assertThat(rules.accept("imds", maintenance(NOW.plusSeconds(25)), NOW, TICKS).drains()).isTrue();
		assertThat(rules.accept("imds", maintenance(NOW.plusSeconds(26)), NOW, TICKS).drains()).isFalse();
	}

	@Test
	void acceptWhenMaintenanceIsPastIsImmediate() {
		StandingSignal past = accept("imds", maintenance(NOW.minusSeconds(60)));
		assertThat(Objects.requireNonNull(past.deadline()).remaining(TICKS)).isEqualTo(GRACE.duration());
	}

	@Test
	void leadingWhenStandbyIsEarlierIsTheOneThatEndsUs() {
		SpotSignal standby = new InterruptionNotice(NoticeCause.AUTO_SCALING_STANDBY, InstanceAction.NONE, null);
		SpotSignal maintenance = maintenance(NOW.plusSeconds(60));
		Standing standing = Standing.none().with(accept("standby", standby));
		assertThat(Objects.requireNonNull(standing.leading()).cause()).isEqualTo(NoticeCause.AUTO_SCALING_STANDBY);
		long later = TICKS + SignalRules.OPEN_END.toNanos();
		Standing both = standing.with(RULES.accept("maintenance", maintenance, NOW, later));
		assertThat(Objects.requireNonNull(both.leading()).cause()).isEqualTo(NoticeCause.SCHEDULED_MAINTENANCE);
	}

	@Test
	void believesWithdrawalOfASpotNoticeOnlyOnceItsTimeHasPassed() {
		StandingSignal stop = accept("imds", STOP);
		Instant time = NOW.plusSeconds(120);
		assertThat(RULES.believesWithdrawal(stop, NOW.plusSeconds(60), TICKS)).isFalse();
		assertThat(RULES.believesWithdrawal(stop, time, TICKS)).isFalse();
		assertThat(RULES.believesWithdrawal(stop, time.plusMillis(1), TICKS)).isTrue();
		long passed = TICKS + Duration.ofMinutes(2).toNanos();
		assertThat(RULES.believesWithdrawal(stop, NOW.minusSeconds(3600), passed)).isTrue();
	}

	@ParameterizedTest
	@MethodSource("deadlines")
	void believesWithdrawalOfASpotNoticeWithoutACredibleTime(@Nullable Instant time, long seconds) {
		StandingSignal signal = accept("imds",
				new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, InstanceAction.TERMINATE, time));
		boolean credible = seconds != GRACE.duration().toSeconds();
		assertThat(RULES.believesWithdrawal(signal, NOW, TICKS)).isEqualTo(!credible);
	}

	@Test
	void believesWithdrawalOfEverythingElse() {
		assertThat(List.of(REBALANCE, OPERATOR, maintenance(NOW.plusSeconds(60)), maintenance(NOW.plusSeconds(3600))))
			.allMatch((signal) -> RULES.believesWithdrawal(accept("imds", signal), NOW, TICKS));
	}

	private static InterruptionNotice maintenance(Instant time) {
		return new InterruptionNotice(NoticeCause.SCHEDULED_MAINTENANCE, InstanceAction.REBOOT, time);
	}

	private static Standing standing(List<SpotSignal> signals) {
		Standing standing = Standing.none();
		for (SpotSignal signal : signals) {
			standing = standing.with(accept("source-" + signals.indexOf(signal), signal));
		}
		return standing;
	}

	private static StandingSignal accept(String source, SpotSignal signal) {
		return RULES.accept(source, signal, NOW, TICKS);
	}

	private static SpotSignal spot(InstanceAction action) {
		return new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, action, NOW.plusSeconds(120));
	}

}
