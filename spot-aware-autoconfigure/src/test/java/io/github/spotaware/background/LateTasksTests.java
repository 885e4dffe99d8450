package io.github.spotaware.background;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.spotaware.testsupport.FakeDrain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LateTasks}.
 */
class LateTasksTests {

	private final Collection<Work> works = new CopyOnWriteArrayList<>();

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final CountDownLatch looked = new CountDownLatch(3);

	private boolean drained = true;

	private final LateTasks tasks = new LateTasks(() -> {
		this.looked.countDown();
		return this.works;
	}, () -> this.drained);

	@BeforeEach
	void start() {
		this.tasks.start();
		assertThat(this.tasks.isRunning()).isTrue();
	}

	@AfterEach
	void destroy() {
		this.tasks.destroy();
	}

	@Test
	void stopsBeforeExecutorsDo() {
		assertThat(this.tasks.getPhase()).isGreaterThan(new ThreadPoolTaskExecutor().getPhase());
		assertThat(this.tasks.isPauseable()).isFalse();
	}

	@Test
	void waitsUntilTasksHaveEnded() throws InterruptedException {
		this.works.add(new Work("mail", 0));
		this.tasks.stop(this.stopped::countDown);
		await(this.looked);
		assertThat(this.stopped.getCount()).isOne();
		assertThat(this.tasks.isRunning()).isFalse();
		this.works.clear();
		await(this.stopped);
	}

	@Test
	void waitsNoLongerThanItsPhaseMayTake() throws InterruptedException {
		this.works.add(new Work("mail", 0));
		this.tasks.stop(this.stopped::countDown);
		await(this.looked);
		this.tasks.destroy();
		await(this.stopped);
	}

	@Test
	void withNothingInHandTakesNoTime() {
		this.tasks.stop(this.stopped::countDown);
		assertThat(this.stopped.getCount()).isZero();
	}

	@Test
	void withoutADrainItIsPlainBoot() {
		this.drained = false;
		this.works.add(new Work("mail", 0));
		this.tasks.stop(this.stopped::countDown);
		assertThat(this.stopped.getCount()).isZero();
	}

	@Test
	void drainThatWasTakenBackIsNone() throws InterruptedException {
		FinishWorkStep step = new FinishWorkStep(Stream::empty, () -> 0, Duration.ZERO);
		assertThat(step.begun()).isFalse();
		step.drain(new FakeDrain());
		assertThat(step.begun()).isTrue();
		step.undo();
		assertThat(step.begun()).isFalse();
	}

	private static void await(CountDownLatch latch) throws InterruptedException {
		assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
	}

}
