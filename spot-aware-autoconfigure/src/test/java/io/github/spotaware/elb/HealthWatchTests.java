package io.github.spotaware.elb;

import java.time.Duration;
import java.util.Set;

import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.wire.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthWatch}.
 */
class HealthWatchTests extends FakeLoadBalancingTestBase {

	private FakeTargetGroup web;

	@BeforeEach
	void locate() throws InterruptedException {
		this.web = this.elb.group("web");
		this.web.register(ElbFixture.ID, ElbFixture.PORT);
		this.elb.drain.endless = true;
		this.elb.locatedIn(this.web).survey.locate(RecordingDrain.IDENTITY);
		this.elb.settings.read();
		this.elb.forgetCalls();
	}

	@Test
	void refreshLooksWhileSomebodyAsks() {
		this.elb.watch.refresh();
		this.elb.drain.whilePaused = () -> {
			if (this.elb.drain.pauses.size() < 3) {
				this.elb.watch.refresh();
			}
		};
		this.elb.runTasks();
		assertThat(this.elb.drain.pauses).containsOnly(Duration.ofSeconds(6)).hasSize(7);
		assertThat(this.elb.actions()).containsOnly("DescribeTargetHealth").hasSize(7);
		assertThat(this.elb.watch.targets()).singleElement()
			.satisfies((status) -> assertThat(status.state()).isEqualTo("initial"));
	}

	@Test
	void refreshWhenHealthyLooksNoMore() {
		this.elb.watch.refresh();
		this.web.healthy(ElbFixture.ID, ElbFixture.PORT);
		this.elb.runTasks();
		this.elb.watch.refresh();
		assertThat(this.elb.tasks).isEmpty();
		assertThat(this.elb.calls()).hasSize(1);
	}

	@Test
	void refreshWhenAskedTwiceLooksOnce() {
		this.elb.watch.refresh();
		this.elb.watch.refresh();
		this.elb.watch.untilHealthy();
		assertThat(this.elb.tasks).hasSize(1);
	}

	@Test
	void refreshWhenADrainIsUnderWayDoesNotLook() {
		this.elb.presence.leave();
		this.elb.watch.refresh();
		assertThat(this.elb.tasks).isEmpty();
	}

	@Test
	void refreshWhenNothingIsLocatedDoesNotLook() {
		this.elb.book.locate(Set.of(), true);
		this.elb.watch.refresh();
		assertThat(this.elb.tasks).isEmpty();
	}

	@Test
	void refreshWhenTheApiFailsAsksLessOften() {
		this.elb.aws.fail("DescribeTargetHealth", Fault.throttling(), 3);
		this.elb.drain.whilePaused = () -> this.web.healthy(ElbFixture.ID, ElbFixture.PORT);
		this.elb.watch.untilHealthy();
		this.elb.runTasks();
		assertThat(this.elb.drain.pauses).containsExactly(Duration.ofSeconds(12), Duration.ofSeconds(24),
				Duration.ofSeconds(24));
	}

	@Test
	void refreshWhenTheLastLookBrokeLooksAgain() {
		this.elb.watch.refresh();
		this.elb.drain.whilePaused = () -> {
			throw new IllegalStateException("broken");
		};
		this.elb.runTasks();
		this.elb.watch.refresh();
		assertThat(this.elb.tasks).hasSize(1);
	}

	@Test
	void untilHealthyLooksThoughNobodyAsks() {
		this.elb.drain.whilePaused = () -> {
			if (this.elb.drain.nanos() > Duration.ofMinutes(2).toNanos()) {
				this.web.healthy(ElbFixture.ID, ElbFixture.PORT);
			}
		};
		this.elb.watch.untilHealthy();
		this.elb.runTasks();
		assertThat(this.elb.book.healthy()).isTrue();
		assertThat(this.elb.drain.pauses).containsOnly(Duration.ofSeconds(6)).hasSize(21);
	}

	@Test
	void untilHealthyWhenADrainBeginsEnds() {
		this.elb.drain.whilePaused = this.elb.presence::leave;
		this.elb.watch.untilHealthy();
		this.elb.runTasks();
		assertThat(this.elb.calls()).hasSize(1);
	}

}
