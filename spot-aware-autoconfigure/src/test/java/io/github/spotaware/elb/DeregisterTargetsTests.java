package io.github.spotaware.elb;

import java.time.Duration;
import java.util.List;

import io.github.spotaware.Departure;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.Target;
import io.github.spotaware.TargetStatus;
import io.github.spotaware.test.elb.ApiCall;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetState;
import io.github.spotaware.test.wire.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link DeregisterTargets}.
 */
class DeregisterTargetsTests extends FakeLoadBalancingTestBase {

	@Test
	void prepareLooksAround() throws InterruptedException {
		FakeTargetGroup group = this.elb.registered("web");
		this.elb.locatedIn(group).deregisterTargets().prepare(RecordingDrain.IDENTITY);
		assertThat(this.elb.actions()).containsExactly("DescribeTargetGroups", "DescribeTargetGroupAttributes",
				"DescribeTargetHealth");
		assertThat(this.elb.watch.targets()).containsExactly(new TargetStatus(
				new Target(group.arn(), ElbFixture.ID, ElbFixture.PORT), "healthy", Duration.ofSeconds(60)));
		assertThat(this.elb.findings.findings()).isEmpty();
	}

	@Test
	void prepareWhenNotRegisteredIsAFinding() throws InterruptedException {
		FakeTargetGroup group = this.elb.group("web");
		this.elb.locatedIn(group).deregisterTargets().prepare(RecordingDrain.IDENTITY);
		assertThat(this.elb.findings.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("elb-target-not-registered");
			assertThat(finding.message()).contains("'i-0123456789abcdef0:8080'", "'web'");
			assertThat(finding.remedy()).contains("target-id", "target-port", group.arn());
		});
	}

	@Test
	void drainSendsIdAndPortInOneCallForEachGroup() throws InterruptedException {
		FakeTargetGroup web = this.elb.registered("web");
		FakeTargetGroup api = this.elb.registered("api");
		DeregisterTargets step = prepared(web, api);
		StepOutcome outcome = step.drain(this.elb.drain);
		assertThat(outcome).isEqualTo(StepOutcome.done("deregistered 'i-0123456789abcdef0:8080' of target group 'web', "
				+ "'i-0123456789abcdef0:8080' of target group 'api'"));
		assertThat(this.elb.calls()).hasSize(2).allSatisfy((call) -> {
			assertThat(call.action()).isEqualTo("DeregisterTargets");
			assertThat(call.parameters()).containsEntry("Targets.member.1.Id", ElbFixture.ID)
				.containsEntry("Targets.member.1.Port", "8080")
				.hasSize(3);
		});
		assertThat(this.elb.calls()).extracting((call) -> call.parameters().get("TargetGroupArn"))
			.containsExactly(web.arn(), api.arn());
		assertThat(web.state(ElbFixture.ID, ElbFixture.PORT)).isEqualTo(TargetState.DRAINING);
	}

	@Test
	void drainReportsAtOnceInTheNameOfTheWatch() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.registered("web"), this.elb.registered("api"));
		step.drain(this.elb.drain);
		assertThat(this.elb.drain.reporters).containsExactly("watch-targets", "watch-targets");
		assertThat(this.elb.drain.departures).containsExactly(Departure.byReadiness(), Departure.leaving(0));
	}

	@Test
	void drainWhenNotPreparedFindsOutFirst() throws InterruptedException {
		DeregisterTargets step = this.elb.locatedIn(this.elb.registered("web")).deregisterTargets();
		assertThat(step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.DONE);
		assertThat(this.elb.actions()).containsExactly("DescribeTargetGroups", "DescribeTargetHealth",
				"DeregisterTargets");
	}

	@Test
	void drainWhenNoCauseLeavesTargetGroupsIsSkipped() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.registered("web"));
		this.elb.drain.leavesTargetGroups = false;
		assertThat(step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.SKIPPED);
		assertThat(this.elb.calls()).isEmpty();
		this.elb.drain.leavesTargetGroups = true;
		assertThat(step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.DONE);
	}

	@Test
	void drainWhenOffIsSkipped() throws InterruptedException {
		this.elb.locatedIn(this.elb.registered("web"));
		StepOutcome outcome = this.elb.deregisterTargets(ElbProperties.Deregister.FALSE).drain(this.elb.drain);
		assertThat(outcome.result()).isEqualTo(StepOutcome.Result.SKIPPED);
		assertThat(outcome.detail()).contains("spot-aware.elb.deregister");
		assertThat(this.elb.calls()).isEmpty();
	}

	@Test
	void drainWhenAutoAndNotOnEc2IsSkipped() throws InterruptedException {
		this.elb.locatedIn(this.elb.registered("web"));
		this.elb.drain.identity = InstanceIdentity.unknown(Platform.NONE);
		assertThat(this.elb.deregisterTargets().drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.SKIPPED);
	}

	@Test
	void drainWhenDoneBeforeMakesNoCall() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.registered("web"));
		step.drain(this.elb.drain);
		assertThat(step.drain(this.elb.drain)).isEqualTo(StepOutcome.done("deregistered before"));
		assertThat(this.elb.actions()).containsExactly("DeregisterTargets");
	}

	@Test
	void drainWhenThrottledTriesAgainWithBackoff() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.registered("web"));
		this.elb.aws.fail("DeregisterTargets", Fault.throttling(), 3);
		assertThat(step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.DONE);
		assertThat(this.elb.drain.pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1),
				Duration.ofSeconds(2));
		assertThat(this.elb.findings.findings()).isEmpty();
		assertThat(this.elb.drain.departures).containsExactly(Departure.leaving(Duration.ofMillis(3500).toNanos()));
	}

	@Test
	void drainWhenThrottledThroughoutGivesUpInTime() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.registered("web"));
		this.elb.aws.fail("DeregisterTargets", Fault.throttling());
		StepOutcome outcome = step.drain(this.elb.drain);
		assertThat(outcome.result()).isEqualTo(StepOutcome.Result.FAILED);
		assertThat(outcome.detail()).contains("is throttled", "'web'", "Rate exceeded");
		assertThat(this.elb.findingIds()).containsExactly("elb-throttled");
		assertThat(this.elb.drain.remaining()).isPositive();
		assertThat(this.elb.drain.pauses).hasSizeBetween(12, 18).last().isEqualTo(Duration.ofSeconds(10));
		assertThat(this.elb.drain.departures).isEmpty();
	}

	@Test
	void drainWhenServerErrorsTriesAgain() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.registered("web"));
		this.elb.aws.fail("DeregisterTargets", Fault.status(503), 1);
		assertThat(step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.DONE);
	}

	@Test
	void drainWhenConnectionIsResetTriesAgain() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.registered("web"));
		this.elb.aws.fail("DeregisterTargets", Fault.reset(), 2);
		assertThat(step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.DONE);
	}

	@Test
	void drainWhenDeniedDoesNotTryAgain() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.registered("web"));
		this.elb.aws.fail("DeregisterTargets", Fault.accessDenied());
		assertThat(step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.FAILED);
		assertThat(this.elb.actions()).hasSize(1);
		assertThat(this.elb.drain.pauses).isEmpty();
		assertThat(this.elb.findingIds()).containsExactly("elb-access-denied");
	}

	@Test
	void drainWhenUnreachableThroughoutGivesUpInTime() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.registered("web"));
		this.elb.aws.fail("DeregisterTargets", Fault.reset());
		StepOutcome outcome = step.drain(this.elb.drain);
		assertThat(outcome.result()).isEqualTo(StepOutcome.Result.FAILED);
		assertThat(outcome.detail()).contains("DeregisterTargets", "'web' fails");
		assertThat(this.elb.findingIds()).containsExactly("elb-unreachable");
		assertThat(this.elb.drain.remaining()).isPositive();
		assertThat(this.elb.drain.departures).isEmpty();
	}

	@Test
	void drainWhenTheAnswerIsSlowWaitsForIt() throws InterruptedException {
		FakeTargetGroup web = this.elb.registered("web");
		DeregisterTargets step = prepared(web);
		this.elb.aws.fail("DeregisterTargets", Fault.slow(Duration.ofMillis(300)));
		assertThat(step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.DONE);
		assertThat(this.elb.actions()).containsExactly("DeregisterTargets");
	}

	@Test
	void drainWhenAnAnswerDoesNotComeTriesAgain() throws InterruptedException {
		FakeTargetGroup web = this.elb.registered("web");
		DeregisterTargets step = prepared(web);
		this.elb.aws.fail("DeregisterTargets", Fault.hang(), 1);
		assertThat(step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.DONE);
		assertThat(this.elb.actions()).containsExactly("DeregisterTargets", "DeregisterTargets");
		assertThat(web.state(ElbFixture.ID, ElbFixture.PORT)).isEqualTo(TargetState.DRAINING);
	}

	@Test
	void drainWhenTheTargetGroupIsUnknownDoesNotTryAgain() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.registered("web"));
		this.elb.aws.fail("DeregisterTargets", Fault.error(400, "TargetGroupNotFound", "Gone"));
		assertThat(step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.FAILED);
		assertThat(this.elb.actions()).hasSize(1);
		assertThat(this.elb.findingIds()).containsExactly("elb-target-group-not-found");
		assertThat(this.elb.drain.departures).isEmpty();
	}

	@Test
	void drainWhenTargetIsInvalidDoesNotTryAgain() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.registered("web"));
		this.elb.aws.fail("DeregisterTargets", Fault.error(400, "InvalidTarget", "Not in the VPC"));
		assertThat(step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.FAILED);
		assertThat(this.elb.actions()).hasSize(1);
		assertThat(this.elb.findingIds()).containsExactly("elb-invalid-target");
	}

	@Test
	void drainWhenNothingIsLocatedFails() throws InterruptedException {
		FakeTargetGroup group = this.elb.group("web");
		this.elb.locatedBy(this.elb.configured(null, null, group.arn() + "0"));
		StepOutcome outcome = this.elb.deregisterTargets().drain(this.elb.drain);
		assertThat(outcome).isEqualTo(StepOutcome.failed("it is not known which targets we are"));
		assertThat(this.elb.findingIds()).containsExactly("elb-target-group-not-found");
	}

	@Test
	void drainWhenOneGroupFailsTakesTheOthersOut() throws InterruptedException {
		FakeTargetGroup web = this.elb.registered("web");
		FakeTargetGroup api = this.elb.registered("api");
		DeregisterTargets step = prepared(web, api);
		this.elb.aws.fail("DeregisterTargets", Fault.accessDenied(), 1);
		StepOutcome outcome = step.drain(this.elb.drain);
		assertThat(outcome.result()).isEqualTo(StepOutcome.Result.FAILED);
		assertThat(outcome.detail()).startsWith("deregistered 'i-0123456789abcdef0:8080' of target group 'api'; ")
			.contains("'web' is not allowed");
		assertThat(api.state(ElbFixture.ID, ElbFixture.PORT)).isEqualTo(TargetState.DRAINING);
		assertThat(this.elb.drain.departures).containsExactly(Departure.byReadiness());
	}

	@Test
	void drainWhenOneGroupIsThrottledDoesNotHoldUpTheOthers() throws InterruptedException {
		FakeTargetGroup web = this.elb.registered("web");
		FakeTargetGroup api = this.elb.registered("api");
		DeregisterTargets step = prepared(web, api);
		this.elb.aws.fail("DeregisterTargets", Fault.throttling(), 1);
		assertThat(step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.DONE);
		assertThat(this.elb.calls()).extracting((call) -> call.parameters().get("TargetGroupArn"))
			.containsExactly(web.arn(), api.arn(), web.arn());
	}

	@Test
	void drainWhenInterruptedStopsAndKeepsTheFinding() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.registered("web"));
		this.elb.aws.fail("DeregisterTargets", Fault.throttling());
		this.elb.drain.whilePaused = () -> Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> step.drain(this.elb.drain));
		assertThat(this.elb.findingIds()).containsExactly("elb-throttled");
	}

	@Test
	void drainWhenALocatorFailsIsAFindingAndGoesOn() throws InterruptedException {
		FakeTargetGroup web = this.elb.registered("web");
		this.elb.locatedIn(web).locatedBy((identity) -> {
			throw new IllegalStateException("no idea");
		});
		assertThat(this.elb.deregisterTargets().drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.DONE);
		assertThat(this.elb.findingIds()).containsExactly("elb-targets-unknown");
		assertThat(this.elb.drain.departures).containsExactly(Departure.unknown());
	}

	@Test
	void drainWhenLocatorsAgreeMakesOneCall() throws InterruptedException {
		FakeTargetGroup web = this.elb.registered("web");
		Target same = new Target(web.arn(), ElbFixture.ID, ElbFixture.PORT);
		Target other = new Target(web.arn(), ElbFixture.ID, 9090);
		this.elb.locatedIn(web).locatedBy((identity) -> List.of(same, other));
		this.elb.deregisterTargets().drain(this.elb.drain);
		assertThat(this.elb.calls("DeregisterTargets")).singleElement()
			.extracting(ApiCall::parameters)
			.satisfies((parameters) -> assertThat(parameters).containsEntry("Targets.member.1.Port", "8080")
				.containsEntry("Targets.member.2.Port", "9090"));
	}

	@Test
	void undoRegistersWhatWasDeregistered() throws InterruptedException {
		FakeTargetGroup web = this.elb.registered("web");
		FakeTargetGroup api = this.elb.registered("api");
		DeregisterTargets step = prepared(web, api);
		this.elb.aws.fail("DeregisterTargets", Fault.accessDenied(), 1);
		step.drain(this.elb.drain);
		step.undo();
		assertThat(this.elb.calls("RegisterTargets")).singleElement()
			.extracting(ApiCall::parameters)
			.satisfies((parameters) -> assertThat(parameters).containsEntry("TargetGroupArn", api.arn())
				.containsEntry("Targets.member.1.Id", ElbFixture.ID)
				.containsEntry("Targets.member.1.Port", "8080"));
		assertThat(api.state(ElbFixture.ID, ElbFixture.PORT)).isEqualTo(TargetState.INITIAL);
		step.drain(this.elb.drain);
		assertThat(web.state(ElbFixture.ID, ElbFixture.PORT)).isEqualTo(TargetState.DRAINING);
		assertThat(api.state(ElbFixture.ID, ElbFixture.PORT)).isEqualTo(TargetState.DRAINING);
	}

	@Test
	void undoRegistersWhatWasRegisteredAfterTheStart() throws InterruptedException {
		FakeTargetGroup web = this.elb.group("web");
		DeregisterTargets step = prepared(web);
		web.register(ElbFixture.ID, ElbFixture.PORT);
		web.healthy(ElbFixture.ID, ElbFixture.PORT);
		step.drain(this.elb.drain);
		assertThat(this.elb.actions()).containsExactly("DescribeTargetHealth", "DeregisterTargets");
		assertThat(this.elb.drain.departures).containsExactly(Departure.leaving(0));
		step.undo();
		assertThat(web.state(ElbFixture.ID, ElbFixture.PORT)).isEqualTo(TargetState.INITIAL);
	}

	@Test
	void undoDoesNotRegisterWhatWasNeverRegistered() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.group("web"));
		step.drain(this.elb.drain);
		step.undo();
		assertThat(this.elb.calls("RegisterTargets")).isEmpty();
	}

	@Test
	void undoWhenNothingWasDeregisteredMakesNoCall() throws InterruptedException {
		prepared(this.elb.registered("web")).undo();
		assertThat(this.elb.calls()).isEmpty();
	}

	@Test
	void undoWhenDeregistrationWasOnlyAttemptedRegisters() throws InterruptedException {
		FakeTargetGroup web = this.elb.registered("web");
		DeregisterTargets step = prepared(web);
		this.elb.aws.fail("DeregisterTargets", Fault.reset());
		assertThat(step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.FAILED);
		step.undo();
		assertThat(this.elb.calls("RegisterTargets")).singleElement()
			.extracting(ApiCall::parameters)
			.satisfies((parameters) -> assertThat(parameters).containsEntry("TargetGroupArn", web.arn())
				.containsEntry("Targets.member.1.Id", ElbFixture.ID)
				.containsEntry("Targets.member.1.Port", "8080"));
		this.elb.forgetCalls();
		step.undo();
		assertThat(this.elb.calls()).isEmpty();
	}

	@Test
	void undoWhenDeregistrationWasAttemptedAndThenRefusedRegisters() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.registered("web"));
		this.elb.aws.fail("DeregisterTargets", Fault.reset(), 1);
		this.elb.drain.whilePaused = () -> this.elb.aws.fail("DeregisterTargets", Fault.accessDenied());
		assertThat(step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.FAILED);
		step.undo();
		assertThat(this.elb.calls("RegisterTargets")).hasSize(1);
	}

	@Test
	void undoWhenThrottledTriesAgain() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.registered("web"));
		step.drain(this.elb.drain);
		this.elb.aws.fail("RegisterTargets", Fault.throttling(), 2);
		step.undo();
		assertThat(this.elb.calls("RegisterTargets")).hasSize(3);
	}

	@Test
	void undoWhenDeniedThrows() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.registered("web"));
		step.drain(this.elb.drain);
		this.elb.aws.fail("RegisterTargets", Fault.accessDenied());
		assertThatIllegalStateException().isThrownBy(step::undo).withMessageContaining("RegisterTargets");
		assertThat(this.elb.findings.findings()).singleElement()
			.satisfies((finding) -> assertThat(finding.remedy()).contains("elasticloadbalancing:RegisterTargets"));
	}

	@Test
	void drainWhenTargetIsNotRegisteredSucceedsAndKnowsNothing() throws InterruptedException {
		DeregisterTargets step = prepared(this.elb.group("web"));
		assertThat(step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.DONE);
		assertThat(this.elb.actions()).containsExactly("DescribeTargetHealth", "DeregisterTargets");
		assertThat(this.elb.drain.departures).containsExactly(Departure.unknown());
		assertThat(this.elb.findingIds()).containsExactly("elb-target-not-registered");
	}

	private DeregisterTargets prepared(FakeTargetGroup... groups) throws InterruptedException {
		DeregisterTargets step = this.elb.locatedIn(groups).deregisterTargets();
		step.prepare(RecordingDrain.IDENTITY);
		this.elb.forgetCalls();
		return step;
	}

}
