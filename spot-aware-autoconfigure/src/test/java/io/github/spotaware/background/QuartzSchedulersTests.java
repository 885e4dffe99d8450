package io.github.spotaware.background;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.testsupport.FakeDrain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link QuartzSchedulers}.
 */
class QuartzSchedulersTests {

	private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

	private static final long TICKS = Duration.ofHours(1).toNanos();

	private final Scheduler scheduler = mock();

	private final Scheduler other = mock();

	private final QuartzSchedulers schedulers = new QuartzSchedulers(() -> Stream.of(this.scheduler, this.other),
			Set.of("kept")::contains, () -> TICKS, InstantSource.fixed(NOW));

	private final PauseIntakeStep step = new PauseIntakeStep(this.schedulers);

	private boolean standby;

	@BeforeEach
	void start() throws SchedulerException {
		given(this.scheduler.getSchedulerName()).willReturn("quartzScheduler");
		given(this.scheduler.isStarted()).willReturn(true);
		given(this.scheduler.isInStandbyMode()).willAnswer((call) -> this.standby);
		willAnswer((call) -> this.standby = true).given(this.scheduler).standby();
		willAnswer((call) -> this.standby = false).given(this.scheduler).start();
		given(this.other.getSchedulerName()).willReturn("other");
	}

	@Test
	void standsByInADrainAndStartsAgainAfterwards() throws Exception {
		assertThat(this.step.name()).isEqualTo("pause-quartz-schedulers");
		assertThat(this.step.drain(new FakeDrain())).isEqualTo(StepOutcome.done("paused quartzScheduler"));
		assertThat(this.standby).isTrue();
		this.step.undo();
		assertThat(this.standby).isFalse();
		then(this.other).should(never()).standby();
		then(this.other).should(never()).start();
	}

	@Test
	void pausedTwiceIsSaidOnceAndResumedOnce() throws Exception {
		assertThat(this.schedulers.pause(new FakeDrain())).containsExactly("quartzScheduler");
		assertThat(this.schedulers.pause(new FakeDrain())).isEmpty();
		this.schedulers.resume();
		this.schedulers.resume();
		then(this.scheduler).should(times(1)).start();
	}

	@Test
	void whatStoodByBeforeIsLeftAlone() throws Exception {
		this.standby = true;
		assertThat(this.step.drain(new FakeDrain())).isEqualTo(StepOutcome.skipped("none is running"));
		this.step.undo();
		then(this.scheduler).should(never()).start();
	}

	@Test
	void whatIsKeptGoesOnAndIsNotWaitedFor() throws Exception {
		given(this.scheduler.getSchedulerName()).willReturn("kept");
		executing("report", Duration.ofSeconds(1));
		assertThat(this.schedulers.pause(new FakeDrain())).isEmpty();
		assertThat(this.schedulers.inHand()).isEmpty();
		assertThat(this.standby).isFalse();
	}

	@Test
	void whatWasShutDownMeanwhileIsNotStarted() throws Exception {
		this.schedulers.pause(new FakeDrain());
		given(this.scheduler.isShutdown()).willReturn(true);
		this.schedulers.resume();
		then(this.scheduler).should(never()).start();
	}

	@Test
	void jobsInHandAreKnownSinceTheyFired() throws Exception {
		executing("report", Duration.ofSeconds(3));
		assertThat(this.schedulers.inHand())
			.containsExactly(new Work("DEFAULT.report", TICKS - Duration.ofSeconds(3).toNanos()));
	}

	@Test
	void jobThatFiredBeforeTheClockWasSetBackIsOfNow() throws Exception {
		executing("report", Duration.ofSeconds(-3));
		assertThat(this.schedulers.inHand()).containsExactly(new Work("DEFAULT.report", TICKS));
	}

	@Test
	void schedulerThatDoesNotAnswerIsNotTakenForIdle() throws Exception {
		given(this.scheduler.getCurrentlyExecutingJobs()).willThrow(new SchedulerException("expected"));
		assertThatIllegalStateException().isThrownBy(this.schedulers::inHand)
			.withRootCauseInstanceOf(SchedulerException.class);
	}

	private void executing(String name, Duration age) throws SchedulerException {
		JobDetail detail = mock();
		given(detail.getKey()).willReturn(new JobKey(name));
		JobExecutionContext context = mock();
		given(context.getJobDetail()).willReturn(detail);
		given(context.getFireTime()).willReturn(Date.from(NOW.minus(age)));
		given(this.scheduler.getCurrentlyExecutingJobs()).willReturn(List.of(context));
	}

}
