package io.github.spotaware.elb;

import java.time.Duration;

import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.test.elb.ApiCall;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.elb.TargetState;
import io.github.spotaware.test.wire.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Arrival} and how it meets {@link DeregisterTargets}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ArrivalTests extends FakeLoadBalancingTestBase {

	private FakeTargetGroup web;

	private DeregisterTargets step;

	@BeforeEach
	void locate() {
		this.web = this.elb.group("web");
		this.step = this.elb.locatedIn(this.web).registering();
		this.elb.drain.endless = true;
	}

	@Test
	void prepareRegistersAndLooksUntilHealthy(CapturedOutput output) throws InterruptedException {
		this.elb.drain.whilePaused = () -> {
			if (this.elb.drain.nanos() > Duration.ofSeconds(12).toNanos()) {
				this.web.healthy(ElbFixture.ID, ElbFixture.PORT);
			}
		};
		arrive();
		assertThat(this.elb.actions()).containsExactly("DescribeTargetGroups", "DescribeTargetGroupAttributes",
				"RegisterTargets", "DescribeTargetHealth", "DescribeTargetHealth", "DescribeTargetHealth");
		assertThat(this.elb.calls("RegisterTargets")).singleElement()
			.extracting(ApiCall::parameters)
			.satisfies((parameters) -> assertThat(parameters).containsEntry("TargetGroupArn", this.web.arn())
				.containsEntry("Targets.member.1.Id", ElbFixture.ID)
				.containsEntry("Targets.member.1.Port", "8080"));
		assertThat(output).containsOnlyOnce("Registered 'i-0123456789abcdef0:8080' of target group 'web'")
			.containsOnlyOnce("'i-0123456789abcdef0:8080' of target group 'web' is healthy after 12 s");
		assertThat(this.elb.findings.findings()).isEmpty();
		assertThat(output).doesNotContain("elb-target-not-registered");
	}

	@Test
	void prepareWhenStillDrainingRegistersAgain() throws InterruptedException {
		this.web.register(ElbFixture.ID, ElbFixture.PORT);
		this.web.healthy(ElbFixture.ID, ElbFixture.PORT);
		this.web.deregister(ElbFixture.ID, ElbFixture.PORT);
		assertThat(this.web.state(ElbFixture.ID, ElbFixture.PORT)).isEqualTo(TargetState.DRAINING);
		healthyAfterPauses(2);
		arrive();
		assertThat(this.web.state(ElbFixture.ID, ElbFixture.PORT)).isEqualTo(TargetState.HEALTHY);
		assertThat(this.elb.book.healthy()).isTrue();
	}

	@Test
	void prepareWhenTrafficIsRefusedWaitsWithoutACall() throws InterruptedException {
		this.elb.accepting = false;
		this.step.prepare(RecordingDrain.IDENTITY);
		this.elb.forgetCalls();
		this.elb.drain.whilePaused = () -> {
			if (this.elb.drain.pauses.size() == 5) {
				assertThat(this.elb.calls()).isEmpty();
				this.elb.accepting = true;
				healthyAfterPauses(7);
			}
		};
		this.elb.runTasks();
		assertThat(this.elb.calls("RegisterTargets")).hasSize(1);
		assertThat(this.elb.drain.pauses).startsWith(Arrival.READINESS_INTERVAL, Arrival.READINESS_INTERVAL,
				Arrival.READINESS_INTERVAL, Arrival.READINESS_INTERVAL, Arrival.READINESS_INTERVAL,
				Arrival.READINESS_INTERVAL);
	}

	@Test
	void prepareWhenTrafficIsAcceptedForAnInstantDoesNotRegister() throws InterruptedException {
		this.elb.drain.whilePaused = () -> {
			this.elb.accepting = false;
			this.elb.presence.leave();
		};
		arrive();
		assertThat(this.elb.calls("RegisterTargets")).isEmpty();
	}

	@Test
	void prepareWhenTrafficIsRefusedMeanwhileGoesOnWhenItIsAccepted() throws InterruptedException {
		this.elb.aws.fail("RegisterTargets", Fault.throttling(), 1);
		this.elb.drain.whilePaused = () -> {
			int pauses = this.elb.drain.pauses.size();
			this.elb.accepting = pauses < 2 || pauses > 6;
			if (pauses == 6) {
				assertThat(this.elb.calls("RegisterTargets")).hasSize(1);
			}
			if (pauses > 8) {
				this.web.healthy(ElbFixture.ID, ElbFixture.PORT);
			}
		};
		arrive();
		assertThat(this.elb.calls("RegisterTargets")).hasSize(2);
		assertThat(this.elb.book.healthy()).isTrue();
	}

	@Test
	void prepareWhenNotOnEc2LooksOnly() throws InterruptedException {
		this.step.prepare(InstanceIdentity.unknown(Platform.NONE));
		this.elb.runTasks();
		assertThat(this.elb.calls("RegisterTargets")).isEmpty();
	}

	@Test
	void prepareWhenThrottledTriesAgainWithBackoff() throws InterruptedException {
		this.elb.aws.fail("RegisterTargets", Fault.throttling(), 3);
		healthyAfterPauses(5);
		arrive();
		assertThat(this.elb.drain.pauses).startsWith(Arrival.READINESS_INTERVAL, Duration.ofMillis(500),
				Duration.ofSeconds(1), Duration.ofSeconds(2));
		assertThat(this.elb.calls("RegisterTargets")).hasSize(4);
		assertThat(this.elb.findings.findings()).isEmpty();
	}

	@Test
	void prepareWhenUnreachableTriesAgain() throws InterruptedException {
		this.elb.aws.fail("RegisterTargets", Fault.reset(), 2);
		healthyAfterPauses(4);
		arrive();
		assertThat(this.elb.calls("RegisterTargets")).hasSize(3);
		assertThat(this.elb.book.healthy()).isTrue();
	}

	@Test
	void prepareWhenDeniedIsAFindingAndNotTriedAgain() throws InterruptedException {
		this.elb.aws.fail("RegisterTargets", Fault.accessDenied());
		this.elb.drain.whilePaused = () -> {
			if (this.elb.drain.pauses.size() > 3) {
				this.elb.presence.leave();
			}
		};
		arrive();
		assertThat(this.elb.calls("RegisterTargets")).hasSize(1);
		assertThat(this.elb.findings.findings()).anySatisfy((finding) -> {
			assertThat(finding.id()).isEqualTo("elb-access-denied");
			assertThat(finding.remedy()).contains("'elasticloadbalancing:RegisterTargets'", this.web.arn());
		});
	}

	@Test
	void prepareWhenGroupIsUnknownIsAFindingAndNotTriedAgain() throws InterruptedException {
		this.elb.aws.fail("RegisterTargets", Fault.error(400, "TargetGroupNotFound", "Gone"));
		this.step.prepare(RecordingDrain.IDENTITY);
		this.elb.drain.whilePaused = () -> {
			if (this.elb.drain.pauses.size() > 1) {
				this.elb.presence.leave();
			}
		};
		this.elb.runTasks();
		assertThat(this.elb.calls("RegisterTargets")).hasSize(1);
		assertThat(this.elb.findingIds()).contains("elb-target-group-not-found");
	}

	@Test
	void prepareWhenTypeHadToBeGuessedAsksAgain() throws InterruptedException {
		FakeTargetGroup ip = this.elb.group("ip", TargetGroupSettings.ip(8080));
		DeregisterTargets registering = this.elb.locatedIn(ip).registering();
		this.web.healthy(ElbFixture.ID, ElbFixture.PORT);
		this.elb.aws.fail("DescribeTargetGroups", Fault.throttling(), 4);
		registering.prepare(RecordingDrain.IDENTITY);
		this.elb.drain.whilePaused = () -> {
			this.web.healthy(ElbFixture.ID, ElbFixture.PORT);
			ip.healthy("10.0.1.15", ElbFixture.PORT);
		};
		this.elb.runTasks();
		assertThat(ip.state("10.0.1.15", ElbFixture.PORT)).isEqualTo(TargetState.HEALTHY);
		assertThat(this.elb.book.healthy()).isTrue();
		assertThat(this.elb.findings.findings()).isEmpty();
	}

	@Test
	void prepareWhenNeverHealthyIsAFindingUntilItIs() throws InterruptedException {
		this.web.attached(false);
		this.elb.drain.whilePaused = () -> {
			if (this.elb.drain.nanos() > Duration.ofMinutes(6).toNanos()) {
				assertThat(this.elb.findings.findings()).singleElement().satisfies((finding) -> {
					assertThat(finding.id()).isEqualTo("elb-target-not-healthy");
					assertThat(finding.message()).contains("'i-0123456789abcdef0:8080'", "'web'", "'unused'",
							"not configured to receive traffic");
					assertThat(finding.remedy()).contains("health check", this.web.arn());
				});
				this.web.attached(true);
				this.web.healthy(ElbFixture.ID, ElbFixture.PORT);
			}
		};
		arrive();
		assertThat(this.elb.findings.findings()).isEmpty();
		assertThat(this.elb.drain.pauses).endsWith(Duration.ofSeconds(6), Duration.ofSeconds(72),
				Duration.ofSeconds(72), Duration.ofSeconds(72));
		assertThat(this.elb.calls("DescribeTargetHealth")).hasSizeLessThan(40);
	}

	@Test
	void drainWhenNotYetRegisteredKeepsItFromBeing() throws InterruptedException {
		this.step.prepare(RecordingDrain.IDENTITY);
		assertThat(this.step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.DONE);
		this.elb.runTasks();
		assertThat(this.elb.calls("RegisterTargets")).isEmpty();
	}

	@Test
	void drainWhenNotYetPreparedKeepsItFromBeingRegistered() throws InterruptedException {
		this.step.drain(this.elb.drain);
		this.step.prepare(RecordingDrain.IDENTITY);
		this.elb.runTasks();
		assertThat(this.elb.calls("RegisterTargets")).isEmpty();
	}

	@Test
	void drainWhenRegistrationIsTriedAgainEndsDeregistered() throws InterruptedException {
		this.elb.aws.fail("RegisterTargets", Fault.reset(), 1);
		this.elb.drain.whilePaused = () -> {
			if (this.elb.drain.pauses.size() == 2) {
				drain();
			}
		};
		arrive();
		assertThat(this.elb.actions()).endsWith("RegisterTargets", "DescribeTargetHealth", "DeregisterTargets");
		assertThat(this.elb.book.groups((target) -> target.deregisteredAt() != null)).hasSize(1);
	}

	@Test
	void drainWhenWaitingForHealthyEndsDeregisteredAndLooksNoMore() throws InterruptedException {
		this.elb.drain.whilePaused = () -> {
			if (this.elb.drain.pauses.size() == 3) {
				drain();
			}
		};
		arrive();
		assertThat(this.elb.actions()).endsWith("RegisterTargets", "DescribeTargetHealth", "DescribeTargetHealth",
				"DeregisterTargets");
		assertThat(this.web.state(ElbFixture.ID, ElbFixture.PORT)).isEqualTo(TargetState.DRAINING);
	}

	@Test
	void drainWhenSignalledDeregistersToo() throws InterruptedException {
		healthyAfterPauses(2);
		arrive();
		this.elb.drain.leavesTargetGroups = false;
		assertThat(this.step.drain(this.elb.drain).result()).isEqualTo(StepOutcome.Result.DONE);
		assertThat(this.web.state(ElbFixture.ID, ElbFixture.PORT)).isEqualTo(TargetState.DRAINING);
	}

	@Test
	void drainWhenDeregisteringIsOffStillKeepsItFromBeingRegistered() throws InterruptedException {
		this.step.prepare(RecordingDrain.IDENTITY);
		this.elb.deregisterTargets(ElbProperties.Deregister.FALSE).drain(this.elb.drain);
		this.elb.runTasks();
		assertThat(this.elb.calls("RegisterTargets")).isEmpty();
	}

	@Test
	void undoWhenNeverRegisteredRegisters() throws InterruptedException {
		this.step.prepare(RecordingDrain.IDENTITY);
		this.elb.aws.fail("DeregisterTargets", Fault.accessDenied());
		this.step.drain(this.elb.drain);
		this.step.undo();
		healthyAfterPauses(2);
		this.elb.runTasks();
		assertThat(this.elb.calls("RegisterTargets")).hasSize(1);
		assertThat(this.elb.book.healthy()).isTrue();
	}

	@Test
	void undoWhenPreparedAfterTheDrainBeganRegisters() throws InterruptedException {
		this.elb.aws.fail("DeregisterTargets", Fault.accessDenied());
		this.step.drain(this.elb.drain);
		this.step.prepare(RecordingDrain.IDENTITY);
		this.step.undo();
		healthyAfterPauses(2);
		this.elb.runTasks();
		assertThat(this.elb.calls("RegisterTargets")).hasSize(1);
	}

	@Test
	void undoWhenRegisteredBeforeLooksUntilHealthyAgain(CapturedOutput output) throws InterruptedException {
		healthyAfterPauses(2);
		arrive();
		this.step.drain(this.elb.drain);
		this.elb.drain.pauses.clear();
		this.step.undo();
		assertThat(this.elb.book.healthy()).isFalse();
		this.elb.runTasks();
		assertThat(this.elb.book.healthy()).isTrue();
		assertThat(this.elb.calls("RegisterTargets")).hasSize(2);
		assertThat(output.getAll().lines()).filteredOn((line) -> line.contains("is healthy after")).hasSize(2);
	}

	@Test
	void undoWhenTheOldTaskStillWaitsRegistersOnce() throws InterruptedException {
		this.step.prepare(RecordingDrain.IDENTITY);
		this.elb.aws.fail("DeregisterTargets", Fault.accessDenied());
		this.step.drain(this.elb.drain);
		this.step.undo();
		this.step.undo();
		assertThat(this.elb.tasks).hasSize(2);
		healthyAfterPauses(2);
		this.elb.runTasks();
		assertThat(this.elb.calls("RegisterTargets")).hasSize(1);
	}

	private void arrive() throws InterruptedException {
		this.step.prepare(RecordingDrain.IDENTITY);
		this.elb.runTasks();
	}

	private void drain() {
		try {
			this.step.drain(this.elb.drain);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void healthyAfterPauses(int pauses) {
		this.elb.drain.whilePaused = () -> {
			if (this.elb.drain.pauses.size() >= pauses) {
				this.web.healthy(ElbFixture.ID, ElbFixture.PORT);
			}
		};
	}

}
