package io.github.spotaware.elb;

import java.time.Duration;

import io.github.spotaware.Departure;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.test.elb.ApiCall;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.wire.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WatchTargets}.
 */
class WatchTargetsTests extends FakeLoadBalancingTestBase {

	private static final Duration INTERVAL = Duration.ofSeconds(6);

	private static final long INTERVAL_NANOS = INTERVAL.toNanos();

	@Test
	void isNotWaitedFor() {
		WatchTargets step = this.elb.watchTargets();
		assertThat(step.awaited()).isFalse();
		assertThat(step.phase()).isEqualTo(DrainPhase.SETTLE);
		assertThat(step.name()).isEqualTo("watch-targets");
	}

	@Test
	void drainLooksAtOnceAndThenInIntervals() throws InterruptedException {
		prepare(this.elb.registered("web"));
		interruptAfter(3);
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::watch);
		assertThat(this.elb.drain.pauses).containsExactly(INTERVAL, INTERVAL, INTERVAL);
		assertThat(this.elb.actions()).containsOnly("DescribeTargetHealth").hasSizeBetween(3, 4);
		assertThat(this.elb.calls()).first()
			.extracting(ApiCall::parameters)
			.satisfies((parameters) -> assertThat(parameters).containsEntry("Targets.member.1.Id", ElbFixture.ID)
				.containsEntry("Targets.member.1.Port", "8080"));
	}

	@Test
	void drainLooksOnlySoOften() throws InterruptedException {
		prepare(this.elb.registered("web"));
		this.elb.drain.endless = true;
		assertThat(watch()).isEqualTo(StepOutcome.done("looked 24 times, which is enough"));
		assertThat(this.elb.calls()).hasSize(24);
	}

	@Test
	void drainWhenNotDeregisteredGoesByReadiness() throws InterruptedException {
		prepare(this.elb.registered("web"));
		interruptAfter(1);
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::watch);
		assertThat(this.elb.drain.departures).first().isEqualTo(Departure.byReadiness());
		assertThat(this.elb.drain.reporters).containsOnly("watch-targets");
	}

	@Test
	void drainWhenDeregisteredIsLeavingSinceTheCallUntilItIsGone() throws InterruptedException {
		FakeTargetGroup web = this.elb.group("web",
				TargetGroupSettings.instance(8080).withDeregistrationDelay(Duration.ZERO));
		FakeTargetGroup api = this.elb.registered("api");
		web.register(ElbFixture.ID, ElbFixture.PORT);
		DeregisterTargets deregister = prepare(web, api);
		deregister.drain(this.elb.drain);
		this.elb.drain.departures.clear();
		this.elb.drain.whilePaused = () -> this.elb.aws.fail("DescribeTargetHealth",
				ElbFixture.answer("elbv2-describe-target-health-empty.xml"));
		assertThat(watch()).isEqualTo(StepOutcome.done("the load balancer has let go"));
		assertThat(this.elb.drain.departures).containsExactly(Departure.leaving(0), Departure.gone(0));
	}

	@Test
	void drainWhenSomebodyElseDeregistersIsLeavingSinceItWasSeen() throws InterruptedException {
		FakeTargetGroup web = this.elb.registered("web");
		prepare(web);
		this.elb.drain.whilePaused = () -> {
			web.deregister(ElbFixture.ID, ElbFixture.PORT);
			if (this.elb.drain.pauses.size() > 2) {
				Thread.currentThread().interrupt();
			}
		};
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::watch);
		Departure noticed = Departure.leaving(INTERVAL_NANOS).orBefore();
		assertThat(this.elb.drain.departures).startsWith(Departure.byReadiness(), noticed, noticed);
	}

	@Test
	void drainWhenNeverSeenRegisteredKnowsNothing() throws InterruptedException {
		DeregisterTargets deregister = prepare(this.elb.group("web"));
		deregister.drain(this.elb.drain);
		interruptAfter(1);
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::watch);
		assertThat(this.elb.drain.departures).containsOnly(Departure.unknown());
		assertThat(this.elb.findingIds()).containsExactly("elb-target-not-registered");
	}

	@Test
	void drainWhenRegisteredLateForgetsTheFinding() throws InterruptedException {
		FakeTargetGroup web = this.elb.group("web");
		prepare(web);
		assertThat(this.elb.findingIds()).containsExactly("elb-target-not-registered");
		web.register(ElbFixture.ID, ElbFixture.PORT);
		interruptAfter(1);
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::watch);
		assertThat(this.elb.findingIds()).isEmpty();
	}

	@Test
	void drainWhenApiFailsBeforeAnyoneDeregisteredKnowsNothing() throws InterruptedException {
		prepare(this.elb.registered("web"));
		this.elb.aws.fail("DescribeTargetHealth", Fault.accessDenied());
		assertThat(watch()).isEqualTo(StepOutcome.failed("the load balancer does not tell"));
		assertThat(this.elb.calls()).hasSize(1);
		assertThat(this.elb.drain.departures).containsOnly(Departure.unknown());
		assertThat(this.elb.findingIds()).containsExactly("elb-access-denied");
	}

	@Test
	void drainWhenApiFailsAfterDeregistrationStaysLeavingAndAsksLessOften() throws InterruptedException {
		DeregisterTargets deregister = prepare(this.elb.registered("web"));
		deregister.drain(this.elb.drain);
		this.elb.aws.fail("DescribeTargetHealth", Fault.throttling());
		interruptAfter(3);
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::watch);
		assertThat(this.elb.drain.departures).containsOnly(Departure.leaving(0));
		assertThat(this.elb.drain.pauses).containsExactly(INTERVAL.multipliedBy(2), INTERVAL.multipliedBy(4),
				INTERVAL.multipliedBy(4));
	}

	@Test
	void drainWhenOneGroupFailsCountsTheLeastDeparted() throws InterruptedException {
		prepare(this.elb.registered("web"), this.elb.registered("api"));
		this.elb.aws.fail("DescribeTargetHealth", Fault.throttling(), 1);
		interruptAfter(2);
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::watch);
		assertThat(this.elb.drain.departures).startsWith(new Departure(Departure.Kind.UNKNOWN, 0, false),
				Departure.byReadiness());
	}

	@Test
	void drainWhenNotPreparedFindsOutFirst() throws InterruptedException {
		this.elb.locatedIn(this.elb.registered("web"));
		interruptAfter(1);
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::watch);
		assertThat(this.elb.actions()).startsWith("DescribeTargetGroups", "DescribeTargetHealth");
	}

	@Test
	void drainWhenNoTargetGroupIsConfiguredHasNothingToWatch() throws InterruptedException {
		assertThat(watch()).isEqualTo(StepOutcome.skipped("no target group is configured or found"));
		assertThat(this.elb.drain.departures).isEmpty();
	}

	@Test
	void drainWhenNothingIsLocatedFails() throws InterruptedException {
		this.elb.locatedBy(this.elb.configured(null, null, this.elb.group("web").arn() + "0"));
		assertThat(watch()).isEqualTo(StepOutcome.failed("it is not known which targets we are"));
		assertThat(this.elb.drain.departures).isEmpty();
	}

	private DeregisterTargets prepare(FakeTargetGroup... groups) throws InterruptedException {
		DeregisterTargets step = this.elb.locatedIn(groups).deregisterTargets();
		step.prepare(RecordingDrain.IDENTITY);
		this.elb.forgetCalls();
		return step;
	}

	private StepOutcome watch() throws InterruptedException {
		return this.elb.watchTargets().drain(this.elb.drain);
	}

	private void interruptAfter(int pauses) {
		this.elb.drain.whilePaused = () -> {
			if (this.elb.drain.pauses.size() >= pauses) {
				Thread.currentThread().interrupt();
			}
		};
	}

}
