package io.github.spotaware.background;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.Ticker;
import io.github.spotaware.testsupport.FakeDrain;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.SchedulingAwareRunnable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.support.CronTrigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link ScheduledTasks}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // of schedulers that are mocked
class ScheduledTasksTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final TaskScheduler scheduler = mock();

	private final ScheduledTasks tasks = new ScheduledTasks(Set.of("kept")::contains, () -> 7);

	private final PauseIntakeStep step = new PauseIntakeStep(this.tasks);

	private final List<String> runs = new ArrayList<>();

	private TaskScheduler pausable = this.scheduler;

	@BeforeEach
	void configure() {
		ScheduledTaskRegistrar registrar = new ScheduledTaskRegistrar();
		registrar.setTaskScheduler(this.scheduler);
		this.tasks.configureTasks(registrar);
		this.pausable = Objects.requireNonNull(registrar.getScheduler());
	}

	@Test
	void runsWhatIsDue() {
		fixedDelay(task("a")).run();
		assertThat(this.runs).containsExactly("a");
	}

	@Test
	void runsNothingWhilePausedAndGoesOnAfterwards() throws Exception {
		Runnable repeated = fixedDelay(task("a"));
		assertThat(this.step.drain(new FakeDrain())).isEqualTo(StepOutcome.done("paused a"));
		repeated.run();
		assertThat(this.runs).isEmpty();
		this.step.undo();
		assertThat(this.runs).isEmpty();
		repeated.run();
		assertThat(this.runs).containsExactly("a");
	}

	@Test
	void withoutATaskNothingIsPaused() throws Exception {
		assertThat(this.step.drain(new FakeDrain())).isEqualTo(StepOutcome.skipped("none is running"));
	}

	@Test
	void pausedTwiceIsSaidOnce() {
		fixedDelay(task("a"));
		assertThat(this.tasks.pause(new FakeDrain())).containsExactly("a");
		assertThat(this.tasks.pause(new FakeDrain())).isEmpty();
	}

	@Test
	void whatIsKeptGoesOn() {
		Runnable kept = fixedDelay(task("kept"));
		assertThat(this.tasks.pause(new FakeDrain())).isEmpty();
		kept.run();
		assertThat(this.runs).containsExactly("kept");
	}

	@Test
	void singleRunThatWasMissedTakesPlaceLaterWhereItWasScheduled() {
		given(this.scheduler.getClock()).willReturn(Clock.systemUTC());
		this.pausable.schedule(task("a"), Instant.EPOCH);
		ArgumentCaptor<Runnable> scheduled = ArgumentCaptor.captor();
		then(this.scheduler).should().schedule(scheduled.capture(), any(Instant.class));
		this.tasks.pause(new FakeDrain());
		scheduled.getValue().run();
		this.tasks.resume();
		assertThat(this.runs).isEmpty();
		then(this.scheduler).should(times(2)).schedule(scheduled.capture(), any(Instant.class));
		scheduled.getValue().run();
		assertThat(this.runs).containsExactly("a");
	}

	@Test
	void singleRunThatIsDueWhileTheDrainIsTakenBackTakesPlace() {
		AtomicReference<@Nullable ScheduledTasks> resumed = new AtomicReference<>();
		ScheduledTasks others = new ScheduledTasks((name) -> {
			Objects.requireNonNull(resumed.get()).resume();
			return false;
		}, () -> 7);
		resumed.set(others);
		others.pause(new FakeDrain());
		others.run(task("a"), true, () -> this.runs.add("again"));
		assertThat(this.runs).containsExactly("again");
		others.resume();
		assertThat(this.runs).containsExactly("again");
	}

	@Test
	void taskInHandIsKnown() {
		List<Collection<Work>> seen = new ArrayList<>();
		Runnable task = fixedDelay(new Named("a", () -> {
			this.tasks.pause(new FakeDrain());
			seen.add(this.tasks.inHand());
		}));
		task.run();
		assertThat(seen).containsExactly(List.of(new Work("a", 7)));
		assertThat(this.tasks.inHand()).isEmpty();
	}

	@Test
	void taskThatFailedIsNoLongerInHand() {
		Runnable task = fixedDelay(new Named("a", () -> {
			throw new IllegalStateException("expected");
		}));
		assertThatIllegalStateException().isThrownBy(task::run);
		assertThat(this.tasks.inHand()).isEmpty();
	}

	@Test
	void keptTaskIsNotWaitedFor() {
		List<Collection<Work>> seen = new ArrayList<>();
		fixedDelay(new Named("kept", () -> seen.add(this.tasks.inHand()))).run();
		assertThat(seen).containsExactly(List.of());
	}

	@Test
	void everyWayToScheduleIsPausable() {
		CronTrigger trigger = new CronTrigger("0 0 * * * *");
		this.pausable.schedule(task("a"), trigger);
		this.pausable.scheduleAtFixedRate(task("b"), SECOND);
		this.pausable.scheduleAtFixedRate(task("c"), Instant.EPOCH, SECOND);
		this.pausable.scheduleWithFixedDelay(task("d"), Instant.EPOCH, SECOND);
		ArgumentCaptor<Runnable> scheduled = ArgumentCaptor.captor();
		then(this.scheduler).should().schedule(scheduled.capture(), any(CronTrigger.class));
		then(this.scheduler).should().scheduleAtFixedRate(scheduled.capture(), any(Duration.class));
		then(this.scheduler).should().scheduleAtFixedRate(scheduled.capture(), any(Instant.class), any(Duration.class));
		then(this.scheduler).should()
			.scheduleWithFixedDelay(scheduled.capture(), any(Instant.class), any(Duration.class));
		assertThat(this.tasks.pause(new FakeDrain())).containsExactlyInAnyOrder("a", "b", "c", "d");
		scheduled.getAllValues().forEach(Runnable::run);
		assertThat(this.runs).isEmpty();
		this.tasks.resume();
		scheduled.getAllValues().forEach(Runnable::run);
		assertThat(this.runs).containsExactly("a", "b", "c", "d");
	}

	@Test
	void schedulerIsStillChosenByTheTasksQualifier() {
		SchedulingAwareRunnable aware = mock();
		given(aware.getQualifier()).willReturn("slow");
		given(aware.isLongLived()).willReturn(true);
		assertThat(fixedDelay(aware)).isInstanceOfSatisfying(SchedulingAwareRunnable.class, (task) -> {
			assertThat(task.getQualifier()).isEqualTo("slow");
			assertThat(task.isLongLived()).isTrue();
		});
		then(this.scheduler).should(never()).getClock();
	}

	@Test
	void applicationsMethodsArePausedAndItsSchedulerIsNot() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BackgroundAutoConfiguration.class))
			.withUserConfiguration(Application.class)
			.run((context) -> {
				Application application = context.getBean(Application.class);
				await(application.beats);
				PauseIntakeStep pause = context.getBean(PauseIntakeStep.class);
				assertThat(pause.name()).isEqualTo("pause-scheduled-tasks");
				assertThat(pause.drain(new FakeDrain()).detail())
					.isEqualTo("paused %s.beat".formatted(Application.class.getName()));
				ThreadPoolTaskScheduler own = context.getBean(ThreadPoolTaskScheduler.class);
				CountDownLatch others = new CountDownLatch(1);
				own.execute(others::countDown);
				await(others);
				// The only thread has seen to what was due before.
				application.beats = new CountDownLatch(1);
				CountDownLatch laps = new CountDownLatch(3);
				own.scheduleWithFixedDelay(laps::countDown, Duration.ofMillis(5));
				await(laps);
				assertThat(application.beats.getCount()).isOne();
				assertThat(context.getBean(ScheduledTaskHolder.class).getScheduledTasks()).hasSize(1);
				pause.undo();
				await(application.beats);
			});
	}

	@Test
	void withoutSchedulingThereIsNothing() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BackgroundAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(PauseIntakeStep.class)
				.doesNotHaveBean(FinishWorkStep.class)
				.hasNotFailed());
	}

	@Test
	void pausesNothingWhereSwitchedOff() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BackgroundAutoConfiguration.class))
			.withUserConfiguration(Application.class)
			.withPropertyValues("spot-aware.background.pause=false")
			.run((context) -> assertThat(context).doesNotHaveBean(PauseIntakeStep.class)
				.doesNotHaveBean(FinishWorkStep.class)
				.hasNotFailed());
	}

	@Test
	void wrongDurationIsRefused() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BackgroundAutoConfiguration.class))
			.withPropertyValues("spot-aware.background.long-lived=-1s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("spot-aware.background.long-lived")
				.hasMessageContaining("it is negative"));
	}

	private Runnable fixedDelay(Runnable task) {
		this.pausable.scheduleWithFixedDelay(task, SECOND);
		ArgumentCaptor<Runnable> scheduled = ArgumentCaptor.captor();
		then(this.scheduler).should().scheduleWithFixedDelay(scheduled.capture(), any(Duration.class));
		return scheduled.getValue();
	}

	private Named task(String name) {
		return new Named(name, () -> this.runs.add(name));
	}

	private static void await(CountDownLatch latch) throws InterruptedException {
		assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
	}

	private record Named(String name, Runnable task) implements Runnable {

		@Override
		public void run() {
			this.task.run();
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Application {

		private volatile CountDownLatch beats = new CountDownLatch(1);

		@Scheduled(fixedDelay = 5)
		void beat() {
			this.beats.countDown();
		}

		@Bean
		ThreadPoolTaskScheduler taskScheduler() {
			return new ThreadPoolTaskSchedulerBuilder().poolSize(1).build();
		}

		@Bean
		Ticker ticker() {
			return System::nanoTime;
		}

	}

}
