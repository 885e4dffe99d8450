package io.github.spotaware.elb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.spotaware.Capacity;
import io.github.spotaware.Departure;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.Target;
import io.github.spotaware.TargetGroup;
import io.github.spotaware.aws.UntoldException;
import io.github.spotaware.test.elb.ApiCall;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.elb.TargetState;
import io.github.spotaware.test.wire.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the steps in ECS tasks, beside an ECS that deregisters them, too.
 */
@ExtendWith(OutputCaptureExtension.class)
class TaskDrainTests extends FakeLoadBalancingTestBase {

	private static final String IP = "10.0.1.15";

	private static final String DESCRIBE = "DescribeTargetHealth";

	private static final String ATTRIBUTES = "DescribeTargetGroupAttributes";

	private final List<TargetGroup> groups = new ArrayList<>();

	private FakeTargetGroup shop;

	private DeregisterTargets step;

	@BeforeEach
	void createTask() {
		this.shop = this.elb.group("shop", TargetGroupSettings.ip(80).withDeregistrationDelay(Duration.ZERO));
		this.groups.clear();
		this.groups.add(new TargetGroup(this.shop.arn(), ElbFixture.PORT));
		this.elb.drain.identity = RecordingDrain.TASK;
		this.step = this.elb.inGroupsOf((identity) -> List.copyOf(this.groups))
			.locatedBy(this.elb.configured(null, null))
			.deregisterTargets();
	}

	@Test
	void prepareWhenHealthyAlreadyLooksOnce() throws InterruptedException {
		inService(this.shop);
		prepare();
		assertThat(this.elb.actions()).containsExactly("DescribeTargetGroups", DESCRIBE,
				"DescribeTargetGroupAttributes");
		assertThat(this.elb.book.healthy()).isTrue();
		assertThat(this.elb.tasks).isEmpty();
	}

	@Test
	void prepareGoesOnLookingUntilRegisteredAndHealthy() throws InterruptedException {
		this.elb.drain.whilePaused = () -> {
			int pauses = this.elb.drain.pauses.size();
			if (pauses == 3) {
				this.shop.register(IP, 15001);
			}
			if (pauses == 5) {
				this.shop.healthy(IP, 15001);
			}
		};
		prepare();
		assertThat(this.elb.drain.pauses).containsOnly(Duration.ofSeconds(6)).hasSize(5);
		assertThat(this.elb.calls(DESCRIBE)).hasSize(6);
		assertThat(this.elb.book.all()).singleElement()
			.extracting(TrackedTarget::target)
			.isEqualTo(new Target(this.shop.arn(), IP, 15001));
		assertThat(this.elb.findings.findings()).isEmpty();
	}

	@Test
	void prepareWhenNotRegisteredInThreeMinutesIsAFinding(CapturedOutput output) throws InterruptedException {
		this.elb.drain.endless = true;
		this.elb.drain.whilePaused = () -> {
			if (this.elb.drain.nanos() <= Duration.ofMinutes(3).toNanos()) {
				assertThat(this.elb.findings.findings()).isEmpty();
			}
			if (this.elb.drain.nanos() > Duration.ofMinutes(5).toNanos()) {
				this.elb.presence.leave();
			}
		};
		prepare();
		assertThat(this.elb.findingIds()).containsExactly("elb-target-not-registered");
		assertThat(output).containsOnlyOnce("elb-target-not-registered");
		assertThat(this.elb.drain.pauses).endsWith(Duration.ofSeconds(72), Duration.ofSeconds(72));
	}

	@Test
	void prepareWhenPerhapsInAGroupGivesUpWithoutAFinding() throws InterruptedException {
		this.groups.set(0, new TargetGroup(this.shop.arn(), null));
		this.elb.drain.endless = true;
		prepare();
		assertThat(this.elb.findings.findings()).isEmpty();
		assertThat(this.elb.drain.nanos()).isBetween(Duration.ofMinutes(3).toNanos(), Duration.ofMinutes(5).toNanos());
		this.elb.forgetCalls();
		assertThat(drain()).isEqualTo(StepOutcome.failed("it is not known which targets we are"));
		assertThat(this.elb.actions()).containsExactly(DESCRIBE);
	}

	/**
	 * With blue/green deployments, ECS registers the task in one of two groups.
	 */
	@Test
	void prepareWhenFoundLaterReadsHowTheGroupIsSetOnce() throws InterruptedException {
		this.groups.set(0, new TargetGroup(this.shop.arn(), null));
		this.elb.drain.whilePaused = () -> {
			int pauses = this.elb.drain.pauses.size();
			if (pauses == 2) {
				assertThat(this.elb.calls(ATTRIBUTES)).isEmpty();
				this.shop.register(IP, ElbFixture.PORT);
			}
			if (pauses == 4) {
				this.shop.healthy(IP, ElbFixture.PORT);
			}
		};
		prepare();
		assertThat(this.elb.book.all()).singleElement().extracting(TrackedTarget::delay).isEqualTo(Duration.ZERO);
		assertThat(this.elb.calls(ATTRIBUTES)).hasSize(1);
	}

	@Test
	void prepareWhenInNoTargetGroupSeeksNoMore() throws InterruptedException {
		this.groups.clear();
		assertThat(this.elb.watch.seeks()).isTrue();
		prepare();
		assertThat(this.elb.watch.seeks()).isFalse();
		assertThat(this.elb.tasks).isEmpty();
	}

	@Test
	void prepareWhenThrottledReadsHowTheGroupIsSetLater() throws InterruptedException {
		inService(this.shop);
		this.elb.aws.fail(ATTRIBUTES, Fault.throttling(), 2);
		prepare();
		assertThat(this.elb.book.all()).singleElement().extracting(TrackedTarget::delay).isEqualTo(Duration.ZERO);
		assertThat(this.elb.findings.findings()).isEmpty();
		assertThat(this.elb.calls(ATTRIBUTES)).hasSize(3);
		assertThat(this.elb.calls(DESCRIBE)).hasSize(1);
	}

	@Test
	void prepareWhenThrottledForLongGivesUpHowTheGroupIsSet() throws InterruptedException {
		inService(this.shop);
		this.elb.aws.fail(ATTRIBUTES, Fault.throttling());
		this.elb.drain.endless = true;
		prepare();
		assertThat(this.elb.calls(ATTRIBUTES)).hasSize(10);
		assertThat(this.elb.findingIds()).containsExactly("elb-throttled");
	}

	@Test
	void prepareWhenNotAllowedToReadHowTheGroupIsSetDoesNotAskAgain() throws InterruptedException {
		this.shop.register(IP, ElbFixture.PORT);
		this.elb.aws.fail(ATTRIBUTES, Fault.accessDenied());
		this.elb.drain.whilePaused = () -> this.shop.healthy(IP, ElbFixture.PORT);
		prepare();
		assertThat(this.elb.book.healthy()).isTrue();
		assertThat(this.elb.calls(ATTRIBUTES)).hasSize(1);
	}

	@Test
	void drainWhenTheApiFailsGivesUpBeforeItsTimeIsOver() throws InterruptedException {
		this.shop.register(IP, 15001);
		this.shop.healthy(IP, 15001);
		prepare();
		this.elb.aws.fail("DeregisterTargets", Fault.status(503));
		assertThat(drain().result()).isEqualTo(StepOutcome.Result.FAILED);
		assertThat(this.elb.calls("DeregisterTargets")).hasSize(6);
		assertThat(this.elb.drain.remaining()).isGreaterThan(Duration.ofMinutes(1));
	}

	/**
	 * SIGTERM comes before anything was found out, and the API is not there at once.
	 */
	@Test
	void drainWhenNothingIsKnownYetAsksUntilToldAndDeregisters() throws InterruptedException {
		this.groups.set(0, new TargetGroup(this.shop.arn(), null));
		this.shop.register(IP, 15001);
		this.shop.healthy(IP, 15001);
		this.elb.aws.fail(DESCRIBE, Fault.throttling(), 2);
		assertThat(drain().detail()).isEqualTo("deregistered '10.0.1.15:15001' of target group 'shop'");
		assertThat(this.elb.drain.pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
	}

	@Test
	void drainWhenThePlatformTellsLateWaitsForIt() throws InterruptedException {
		this.shop.register(IP, 15001);
		List<String> failures = new ArrayList<>(List.of("not yet", "nor yet"));
		DeregisterTargets waiting = this.elb.inGroupsOf((identity) -> {
			if (!failures.isEmpty()) {
				throw new UntoldException(failures.remove(0), true);
			}
			return List.copyOf(this.groups);
		}).deregisterTargets();
		this.groups.clear();
		this.elb.drain.whilePaused = () -> this.groups.add(new TargetGroup(this.shop.arn(), 15001));
		assertThat(waiting.drain(this.elb.drain).detail()).startsWith("deregistered '10.0.1.15:15001'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "group", "health" })
	void drainWhenNobodyWillTellDoesNotAskAgain(String what) throws InterruptedException {
		this.groups.set(0, new TargetGroup(this.shop.arn(), null));
		if (what.equals("health")) {
			this.elb.aws.fail(DESCRIBE, Fault.accessDenied());
		}
		else {
			this.elb.inGroupsOf((identity) -> {
				throw new UntoldException("denied", false);
			});
		}
		assertThat(drain()).isEqualTo(StepOutcome.failed("it is not known which targets we are"));
		assertThat(this.elb.drain.pauses).isEmpty();
	}

	@Test
	void prepareWhenNotAllowedToLookDoesNotAskAgain() throws InterruptedException {
		this.elb.aws.fail(DESCRIBE, Fault.accessDenied());
		this.elb.drain.endless = true;
		prepare();
		assertThat(this.elb.calls(DESCRIBE)).hasSize(2);
		assertThat(this.elb.findingIds()).containsExactly("elb-access-denied");
	}

	@Test
	void drainWhenTheTaskIsNotKnownTouchesNobodysTarget() throws InterruptedException {
		FakeTargetGroup web = this.elb.aws.createTargetGroup("web", TargetGroupSettings.instance(8080));
		this.groups.set(0, new TargetGroup(web.arn(), 8080));
		this.elb.drain.identity = new InstanceIdentity(Platform.ECS_EC2, "i-0123456789abcdef0", null, null, "us-east-1",
				Capacity.UNKNOWN);
		assertThat(drain()).isEqualTo(StepOutcome.failed("it is not known which targets we are"));
		assertThat(this.elb.calls("DeregisterTargets")).isEmpty();
	}

	@Test
	void prepareWhenInNoGroupDoesNotLook() throws InterruptedException {
		this.groups.clear();
		this.step.prepare(RecordingDrain.TASK);
		assertThat(this.elb.tasks).isEmpty();
		assertThat(this.elb.calls()).isEmpty();
		assertThat(drain()).isEqualTo(StepOutcome.skipped("no target group is configured or found"));
	}

	@Test
	void prepareWhenADrainBeginsStopsLooking() throws InterruptedException {
		this.elb.drain.whilePaused = this.elb.presence::leave;
		prepare();
		assertThat(this.elb.drain.pauses).hasSize(1);
		assertThat(this.elb.calls(DESCRIBE)).hasSize(1);
	}

	@Test
	void prepareWhenTheApiFailsAsksLessOften() throws InterruptedException {
		inService(this.shop);
		this.elb.aws.fail(DESCRIBE, Fault.throttling(), 3);
		prepare();
		assertThat(this.elb.drain.pauses).containsExactly(Duration.ofSeconds(6), Duration.ofSeconds(12),
				Duration.ofSeconds(24));
		assertThat(this.elb.book.healthy()).isTrue();
		assertThat(this.elb.findings.findings()).isEmpty();
	}

	@Test
	void prepareWhenToldToRegisterIsAFindingAndDoesNot(CapturedOutput output) throws InterruptedException {
		DeregisterTargets registering = this.elb.registering();
		inService(this.shop);
		registering.prepare(RecordingDrain.TASK);
		this.elb.runTasks();
		assertThat(this.elb.calls("RegisterTargets")).isEmpty();
		assertThat(this.elb.findings.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("elb-register-on-ecs");
			assertThat(finding.message()).contains("spot-aware.elb.register");
		});
		assertThat(output).containsOnlyOnce("elb-register-on-ecs");
	}

	/**
	 * An ordinary deployment: ECS waits until the load balancer has let go before it
	 * tells.
	 */
	@Test
	void drainWhenEcsHasWaitedIsGoneWithoutACall() throws InterruptedException {
		prepareInService();
		this.shop.deregister(IP, ElbFixture.PORT);
		assertThat(this.shop.state(IP, ElbFixture.PORT)).isEqualTo(TargetState.UNUSED);
		assertThat(drain()).isEqualTo(StepOutcome.done("'10.0.1.15:8080' of target group 'shop' was 'unused' already"));
		assertThat(this.elb.drain.departures).containsExactly(Departure.gone(0).orBefore());
		assertThat(this.elb.drain.reporters).containsExactly("watch-targets");
		assertThat(this.elb.watchTargets().drain(this.elb.drain))
			.isEqualTo(StepOutcome.done("the load balancer has let go"));
		assertThat(this.elb.drain.departures).containsOnly(Departure.gone(0).orBefore());
		assertThat(this.elb.actions()).containsExactly(DESCRIBE, DESCRIBE);
		assertThat(this.elb.findings.findings()).isEmpty();
	}

	@Test
	void drainWhenEcsHasBegunIsLeavingWithoutACall() throws InterruptedException {
		FakeTargetGroup slow = inServiceOf("slow");
		prepareInService();
		slow.deregister(IP, ElbFixture.PORT);
		assertThat(drain()).isEqualTo(StepOutcome.done("deregistered '10.0.1.15:8080' of target group 'shop'; "
				+ "'10.0.1.15:8080' of target group 'slow' was 'draining' already"));
		assertThat(this.elb.calls("DeregisterTargets")).singleElement()
			.extracting(ApiCall::parameters)
			.satisfies((parameters) -> assertThat(parameters).containsEntry("TargetGroupArn", this.shop.arn())
				.containsEntry("Targets.member.1.Id", IP)
				.containsEntry("Targets.member.1.Port", "8080"));
		assertThat(this.elb.drain.departures).containsExactly(Departure.byReadiness(), Departure.leaving(0));
	}

	@Test
	void drainWhenDrainingOnlyMayHaveBegunBefore() throws InterruptedException {
		FakeTargetGroup slow = inServiceOf("slow");
		prepareInService();
		slow.deregister(IP, ElbFixture.PORT);
		this.shop.deregister(IP, ElbFixture.PORT);
		assertThat(drain().detail()).contains("'slow' was 'draining' already", "'shop' was 'unused' already");
		assertThat(this.elb.drain.departures).containsExactly(Departure.leaving(0).orBefore());
		assertThat(this.elb.calls("DeregisterTargets")).isEmpty();
	}

	@Test
	void drainWhenSignalledFirstDeregisters() throws InterruptedException {
		prepareInService();
		assertThat(drain()).isEqualTo(StepOutcome.done("deregistered '10.0.1.15:8080' of target group 'shop'"));
		assertThat(this.elb.actions()).containsExactly(DESCRIBE, "DeregisterTargets");
		assertThat(this.elb.drain.departures).containsExactly(Departure.leaving(0));
		assertThat(drain()).isEqualTo(StepOutcome.done("deregistered before"));
	}

	@Test
	void drainWhenUnusedAndNeverSeenOtherwiseDeregistersAndKnowsNothing() throws InterruptedException {
		this.step.prepare(RecordingDrain.TASK);
		this.elb.forgetCalls();
		assertThat(drain()).isEqualTo(StepOutcome.done("deregistered '10.0.1.15:8080' of target group 'shop'"));
		assertThat(this.elb.drain.departures).containsExactly(Departure.unknown());
	}

	@Test
	void drainWhenTheLookIsThrottledDeregisters() throws InterruptedException {
		prepareInService();
		this.elb.aws.fail(DESCRIBE, Fault.throttling());
		assertThat(drain().detail()).isEqualTo("deregistered '10.0.1.15:8080' of target group 'shop'");
		assertThat(this.elb.actions()).containsExactly(DESCRIBE, "DeregisterTargets");
		assertThat(this.elb.drain.departures).containsExactly(Departure.leaving(0));
	}

	@Test
	void drainWhenTheLookHangsDeregistersSoon() throws InterruptedException {
		prepareInService();
		this.elb.aws.fail(DESCRIBE, Fault.hang());
		long begun = System.nanoTime();
		assertThat(drain().result()).isEqualTo(StepOutcome.Result.DONE);
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
		assertThat(this.elb.calls("DeregisterTargets")).hasSize(1);
	}

	@Test
	void drainWhenNotPreparedLooksByTheGroup() throws InterruptedException {
		this.shop.register(IP, 15001);
		assertThat(drain().detail()).isEqualTo("deregistered '10.0.1.15:15001' of target group 'shop'");
		assertThat(this.elb.actions()).containsExactly("DescribeTargetGroups", DESCRIBE, "DeregisterTargets");
		assertThat(this.elb.drain.departures).containsExactly(Departure.leaving(0));
	}

	@Test
	void drainWhenInterruptedInTheLookStops() throws InterruptedException {
		prepareInService();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::drain);
		assertThat(this.elb.calls("DeregisterTargets")).isEmpty();
	}

	@Test
	void drainWhenDeregisteringFailsSaysBoth() throws InterruptedException {
		FakeTargetGroup other = inServiceOf("other");
		prepareInService();
		other.deregister(IP, ElbFixture.PORT);
		this.elb.aws.fail("DeregisterTargets", Fault.accessDenied());
		StepOutcome outcome = drain();
		assertThat(outcome.result()).isEqualTo(StepOutcome.Result.FAILED);
		assertThat(outcome.detail()).startsWith("'10.0.1.15:8080' of target group 'other' was 'draining' already; ")
			.contains("'shop' is not allowed");
	}

	@ParameterizedTest
	@EnumSource(value = Platform.class, names = { "ECS_FARGATE", "ECS_EC2", "ECS_EXTERNAL" })
	void drainWhenItCanBeTakenBackIsSkipped(Platform platform) throws InterruptedException {
		prepareInService();
		this.elb.drain.identity = RecordingDrain.TASK.as(platform);
		this.elb.drain.leavesTargetGroups = false;
		StepOutcome skipped = StepOutcome.skipped("nobody would register the target again if this drain is taken back");
		assertThat(drain()).isEqualTo(skipped);
		assertThat(this.elb.registering().drain(this.elb.drain)).isEqualTo(skipped);
		assertThat(this.elb.calls()).isEmpty();
		this.elb.drain.leavesTargetGroups = true;
		assertThat(drain().result()).isEqualTo(StepOutcome.Result.DONE);
	}

	@Test
	void undoDoesNotRegisterAgain(CapturedOutput output) throws InterruptedException {
		prepareInService();
		drain();
		this.elb.forgetCalls();
		this.step.undo();
		this.elb.runTasks();
		assertThat(this.elb.calls()).isEmpty();
		assertThat(output).containsOnlyOnce(
				"Not registered again: ECS registers a task once. Stop this task so that ECS replaces it.");
		assertThat(this.elb.presence.stay()).isNotNull();
	}

	@Test
	void undoInAPodNamesWhoRegistersIt(CapturedOutput output) throws InterruptedException {
		this.elb.drain.identity = RecordingDrain.TASK.as(Platform.KUBERNETES);
		this.step = this.elb.deregisterTargets(ElbProperties.Deregister.TRUE);
		prepareInService();
		assertThat(drain().result()).isEqualTo(StepOutcome.Result.DONE);
		this.step.undo();
		assertThat(output).containsOnlyOnce("Not registered again: the load balancer controller registers pods. "
				+ "Delete this pod so that another one takes its place.");
	}

	@Test
	void undoWhenNothingWasDeregisteredSaysNothing(CapturedOutput output) throws InterruptedException {
		prepareInService();
		this.elb.drain.leavesTargetGroups = false;
		drain();
		this.step.undo();
		assertThat(this.elb.calls()).isEmpty();
		assertThat(output).doesNotContain("Not registered again");
	}

	@Test
	void keepLastTargetHoldsTheTaskThatWasFound() throws InterruptedException {
		this.shop.register(IP, 15001);
		this.shop.healthy(IP, 15001);
		prepare();
		this.elb.drain.whilePaused = () -> {
			this.shop.register("10.0.1.99", 15001);
			this.shop.healthy("10.0.1.99", 15001);
		};
		assertThat(this.elb.keepLastTarget().drain(this.elb.drain).detail())
			.isEqualTo("stayed 6 s: the last healthy target of 'shop', a replacement is healthy");
	}

	@Test
	void keepLastTargetDoesNotHoldWhatEcsHasDeregistered() throws InterruptedException {
		FakeTargetGroup slow = inServiceOf("slow");
		prepareInService();
		slow.deregister(IP, ElbFixture.PORT);
		this.shop.deregister(IP, ElbFixture.PORT);
		assertThat(this.elb.keepLastTarget().drain(this.elb.drain))
			.isEqualTo(StepOutcome.skipped("none of our targets is healthy"));
	}

	/**
	 * The numbers in the documentation of the package.
	 */
	@Test
	void aStartCostsThreeCallsAndADrainAtMostFour() throws InterruptedException {
		inService(this.shop);
		prepare();
		assertThat(this.elb.calls()).hasSize(3);
		this.shop.register("10.0.1.99", ElbFixture.PORT);
		this.shop.healthy("10.0.1.99", ElbFixture.PORT);
		this.elb.forgetCalls();
		this.elb.keepLastTarget().drain(this.elb.drain);
		assertThat(this.elb.actions()).containsExactly(DESCRIBE);
		drain();
		this.elb.watchTargets().drain(this.elb.drain);
		assertThat(this.elb.actions()).containsExactly(DESCRIBE, DESCRIBE, "DeregisterTargets", DESCRIBE);
	}

	/**
	 * A second group that takes its time to let go.
	 */
	private FakeTargetGroup inServiceOf(String name) {
		FakeTargetGroup group = this.elb.group(name, TargetGroupSettings.ip(80));
		this.groups.add(new TargetGroup(group.arn(), null));
		inService(group);
		return group;
	}

	private static void inService(FakeTargetGroup group) {
		group.register(IP, ElbFixture.PORT);
		group.healthy(IP, ElbFixture.PORT);
	}

	private void prepareInService() throws InterruptedException {
		inService(this.shop);
		prepare();
		this.elb.forgetCalls();
	}

	private void prepare() throws InterruptedException {
		this.step.prepare(this.elb.drain.identity);
		this.elb.runTasks();
	}

	private StepOutcome drain() throws InterruptedException {
		return this.step.drain(this.elb.drain);
	}

}
