package io.github.spotaware.elb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.DrainPhase;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.Target;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetState;
import io.github.spotaware.test.wire.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link KeepLastTarget}.
 */
@ExtendWith(OutputCaptureExtension.class)
class KeepLastTargetTests extends FakeLoadBalancingTestBase {

	private static final String BEFORE_US = "i-00000000000000001";

	private static final String BEHIND_US = "i-0ffffffffffffffff";

	@Test
	void isWaitedForBeforeReadinessRefuses() {
		KeepLastTarget step = this.elb.keepLastTarget();
		assertThat(step.phase()).isEqualTo(DrainPhase.STAY);
		assertThat(step.awaited()).isTrue();
		assertThat(step.name()).isEqualTo("keep-last-target");
	}

	@Test
	void drainWhenLastStaysUntilAReplacementIsHealthy(CapturedOutput output) throws InterruptedException {
		FakeTargetGroup web = located("web");
		register(web, BEHIND_US);
		this.elb.drain.whilePaused = () -> {
			if (this.elb.drain.pauses.size() == 7) {
				web.healthy(BEHIND_US, ElbFixture.PORT);
			}
		};
		assertThat(drain())
			.isEqualTo(StepOutcome.done("stayed 42 s: the last healthy target of 'web', a replacement is healthy"));
		assertThat(this.elb.actions()).containsOnly("DescribeTargetHealth").hasSize(8);
		assertThat(this.elb.calls()).allSatisfy((call) -> assertThat(call.parameters()).hasSize(1));
		assertThat(this.elb.drain.pauses).containsOnly(Duration.ofSeconds(6));
		assertThat(output)
			.containsOnlyOnce("Staying in service until a replacement is healthy: the last healthy target of 'web'");
	}

	@Test
	void drainWhenAReplacementInFrontOfUsIsHealthyLooksTwice() throws InterruptedException {
		FakeTargetGroup web = located("web");
		this.elb.drain.whilePaused = () -> healthy(web, BEFORE_US);
		assertThat(drain().detail())
			.isEqualTo("stayed 12 s: the last healthy target of 'web', a replacement is healthy");
	}

	@Test
	void drainWhenAnotherBehindUsIsHealthyLeavesAtOnce() throws InterruptedException {
		healthy(located("web"), BEHIND_US);
		assertThat(drain()).isEqualTo(StepOutcome.skipped("others are healthy too"));
		assertThat(this.elb.calls()).hasSize(1);
		assertThat(this.elb.drain.pauses).isEmpty();
	}

	@Test
	void drainWhenLastInOrderLooksTwice() throws InterruptedException {
		healthy(located("web"), BEFORE_US);
		assertThat(drain()).isEqualTo(StepOutcome.done("looked twice in 6 s: others are healthy too"));
		assertThat(this.elb.calls()).hasSize(2);
	}

	@Test
	void drainWhenTheOtherLeavesBetweenTheLooksStays() throws InterruptedException {
		FakeTargetGroup web = located("web");
		healthy(web, BEFORE_US);
		this.elb.drain.whilePaused = () -> {
			web.deregister(BEFORE_US, ElbFixture.PORT);
			interruptAfter(5);
		};
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::drain);
		assertThat(this.elb.calls()).hasSize(5);
	}

	@Test
	void drainWhenNotHealthyOurselvesLeavesAtOnce() throws InterruptedException {
		FakeTargetGroup web = this.elb.group("web");
		locate(web);
		web.register(ElbFixture.ID, ElbFixture.PORT);
		assertThat(drain()).isEqualTo(StepOutcome.skipped("none of our targets is healthy"));
	}

	@Test
	void drainWhenNoLongerHealthyLeaves() throws InterruptedException {
		FakeTargetGroup web = located("web");
		this.elb.drain.whilePaused = () -> web.deregister(ElbFixture.ID, ElbFixture.PORT);
		assertThat(drain())
			.isEqualTo(StepOutcome.done("stayed 6 s: the last healthy target of 'web', no longer healthy"));
	}

	@Test
	void drainWhenNoReplacementIsExpectedLeavesWithoutACall() throws InterruptedException {
		located("web");
		this.elb.drain.replacementExpected = false;
		assertThat(drain()).isEqualTo(StepOutcome.skipped("no replacement can be expected"));
		assertThat(this.elb.calls()).isEmpty();
	}

	@Test
	void drainWhenNothingIsLocatedLeavesWithoutACall() throws InterruptedException {
		assertThat(drain()).isEqualTo(StepOutcome.skipped("it is not known which targets we are"));
		assertThat(this.elb.calls()).isEmpty();
	}

	@Test
	void drainWhenThrottledAtFirstLeavesAtOnce() throws InterruptedException {
		located("web");
		this.elb.aws.fail("DescribeTargetHealth", Fault.throttling(), 1);
		StepOutcome outcome = drain();
		assertThat(outcome.result()).isEqualTo(StepOutcome.Result.FAILED);
		assertThat(outcome.detail()).startsWith("not waiting for a replacement: DescribeTargetHealth")
			.contains("'web' is throttled");
		assertThat(this.elb.drain.pauses).isEmpty();
		assertThat(this.elb.findingIds()).containsExactly("elb-throttled");
	}

	@Test
	void drainWhenDeniedLeavesAtOnce() throws InterruptedException {
		located("web");
		this.elb.aws.fail("DescribeTargetHealth", Fault.accessDenied());
		assertThat(drain().result()).isEqualTo(StepOutcome.Result.FAILED);
		assertThat(this.elb.findingIds()).containsExactly("elb-access-denied");
	}

	@Test
	void drainWhenTheApiHangsLeavesSoon() throws InterruptedException {
		located("web");
		this.elb.aws.fail("DescribeTargetHealth", Fault.hang());
		long begun = System.nanoTime();
		assertThat(drain().detail()).contains("'web' fails");
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
	}

	@Test
	void drainWhenTheApiFailsLaterStays() throws InterruptedException {
		FakeTargetGroup web = located("web");
		this.elb.drain.whilePaused = () -> {
			int pauses = this.elb.drain.pauses.size();
			if (pauses == 1) {
				this.elb.aws.fail("DescribeTargetHealth", Fault.throttling(), 3);
			}
			if (pauses == 4) {
				healthy(web, BEHIND_US);
			}
		};
		assertThat(drain().detail())
			.isEqualTo("stayed 24 s: the last healthy target of 'web', a replacement is healthy");
	}

	@Test
	void drainWhenLastInOneOfSeveralGroupsStays() throws InterruptedException {
		FakeTargetGroup web = located("web");
		FakeTargetGroup api = this.elb.registered("api");
		locate(web, api);
		healthy(web, BEHIND_US);
		this.elb.drain.whilePaused = () -> healthy(api, BEHIND_US);
		assertThat(drain().detail())
			.isEqualTo("stayed 6 s: the last healthy target of 'api', a replacement is healthy");
	}

	@Test
	void drainWhenTheFirstLookAtOneGroupFailsGoesByTheOther() throws InterruptedException {
		FakeTargetGroup web = located("web");
		FakeTargetGroup api = this.elb.registered("api");
		locate(web, api);
		this.elb.aws.fail("DescribeTargetHealth", Fault.throttling(), 1);
		this.elb.drain.whilePaused = () -> {
			healthy(web, BEHIND_US);
			healthy(api, BEHIND_US);
		};
		assertThat(drain().detail()).startsWith("stayed 6 s: the last healthy target of ");
	}

	@Test
	void drainWhenTheLatestMomentHasComeIsInterruptedAndLooksNoMore() throws InterruptedException {
		located("web");
		this.elb.drain.whilePaused = () -> interruptAfter(3);
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::drain);
		assertThat(this.elb.calls()).hasSizeBetween(3, 4);
	}

	@Test
	void drainWhenItTakesLongLooksLessOften() throws InterruptedException {
		located("web");
		this.elb.drain.endless = true;
		this.elb.drain.whilePaused = () -> interruptAfter(27);
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::drain);
		assertThat(this.elb.drain.pauses.subList(0, 23)).containsOnly(Duration.ofSeconds(6));
		assertThat(this.elb.drain.pauses.subList(23, 27)).containsOnly(Duration.ofSeconds(36));
	}

	@Test
	void undoLetsUsComeBack() throws InterruptedException {
		located("web");
		KeepLastTarget step = this.elb.keepLastTarget();
		this.elb.drain.replacementExpected = false;
		step.drain(this.elb.drain);
		assertThat(this.elb.presence.stay()).isNull();
		step.undo();
		assertThat(this.elb.presence.stay()).isNotNull();
	}

	/**
	 * Time passes for an instance only when the other has done all it does at that time.
	 */
	@ParameterizedTest
	@ValueSource(strings = { BEFORE_US, BEHIND_US })
	void drainWhenTwoLastTargetsAreInterruptedTogetherExactlyOneLeavesEarly(String other) throws Exception {
		FakeTargetGroup web = this.elb.registered("web");
		healthy(web, other);
		CyclicBarrier noticed = new CyclicBarrier(2);
		CountDownLatch left = new CountDownLatch(1);
		List<Instance> instances = List.of(new Instance(this.elb, web, ElbFixture.ID, left),
				new Instance(this.elb, web, other, left));
		List<CompletableFuture<Boolean>> early = new ArrayList<>();
		for (Instance instance : instances) {
			early.add(CompletableFuture.supplyAsync(() -> instance.leavesEarly(noticed),
					(command) -> new Thread(command).start()));
		}
		CompletableFuture.allOf(early.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
		boolean weAreFirst = other.equals(BEHIND_US);
		assertThat(early.get(0).join()).isEqualTo(weAreFirst);
		assertThat(early.get(1).join()).isEqualTo(!weAreFirst);
		assertThat(web.state(weAreFirst ? other : ElbFixture.ID, ElbFixture.PORT)).isEqualTo(TargetState.HEALTHY);
	}

	private FakeTargetGroup located(String name) {
		FakeTargetGroup group = this.elb.registered(name);
		locate(group);
		return group;
	}

	private void locate(FakeTargetGroup... groups) {
		Set<Target> targets = new LinkedHashSet<>();
		for (FakeTargetGroup group : groups) {
			targets.add(new Target(group.arn(), ElbFixture.ID, ElbFixture.PORT));
		}
		this.elb.book.locate(targets, true);
	}

	private static void register(FakeTargetGroup group, String id) {
		group.register(id, ElbFixture.PORT);
	}

	private static void healthy(FakeTargetGroup group, String id) {
		register(group, id);
		group.healthy(id, ElbFixture.PORT);
	}

	private StepOutcome drain() throws InterruptedException {
		return this.elb.keepLastTarget().drain(this.elb.drain);
	}

	private void interruptAfter(int pauses) {
		if (this.elb.drain.pauses.size() >= pauses) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * One of two instances, in its own view of things.
	 */
	private static final class Instance {

		private static final int ALL_DAY = 5;

		private final ElbFixture elb;

		private final List<Target> us;

		private final CountDownLatch left;

		private final TargetBook book = new TargetBook();

		private final RecordingDrain drain = new RecordingDrain();

		private final KeepLastTarget step;

		Instance(ElbFixture elb, FakeTargetGroup group, String id, CountDownLatch left) {
			this.elb = elb;
			this.us = List.of(new Target(group.arn(), id, ElbFixture.PORT));
			this.left = left;
			this.book.locate(Set.copyOf(this.us), true);
			Presence presence = new Presence(() -> true);
			this.step = elb.keepLastTarget(presence, this.book, this.drain);
			this.drain.whilePaused = this::letTimePass;
		}

		private void letTimePass() {
			try {
				assertThat(this.left.await(10, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			if (this.drain.pauses.size() == ALL_DAY) {
				Thread.currentThread().interrupt();
			}
		}

		boolean leavesEarly(CyclicBarrier noticed) {
			try {
				noticed.await(10, TimeUnit.SECONDS);
				this.step.drain(this.drain);
				new Membership(this.elb.api, this.book, this.drain).deregister(this.us.get(0).group(), this.us);
				this.left.countDown();
				return true;
			}
			catch (InterruptedException ex) {
				return false;
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
