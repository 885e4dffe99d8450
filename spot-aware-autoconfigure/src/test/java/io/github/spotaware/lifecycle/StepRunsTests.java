package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link StepRuns} on real threads.
 */
class StepRunsTests {

	private final Threads threads = WorkerThreads.create(System::nanoTime);

	private final StepLocks locks = new StepLocks();

	private final StepRuns runs = new StepRuns(this.threads, this.threads.gates().get(), this.locks);

	private final CountDownLatch draining = new CountDownLatch(1);

	private final CountDownLatch undoing = new CountDownLatch(1);

	private final List<String> calls = new CopyOnWriteArrayList<>();

	@AfterEach
	void release() {
		this.draining.countDown();
		this.undoing.countDown();
	}

	@Test
	void undoWaitsUntilTheRunOfTheStepHasReturned() {
		this.runs.begin(List.of(new StubbornStep()), mock(Drain.class));
		Awaitility.await().until(() -> this.calls.contains("drain"));
		this.runs.abandon();
		this.undoing.countDown();
		CompletableFuture<Void> undone = CompletableFuture.runAsync(() -> this.runs.undo(() -> false));
		Awaitility.await().until(() -> this.locks.of(step()).hasQueuedThreads());
		assertThat(this.calls).containsExactly("drain");
		this.draining.countDown();
		assertThat(undone).succeedsWithin(Duration.ofSeconds(10));
		assertThat(this.calls).containsExactly("drain", "drained", "undo", "undone");
	}

	@Test
	void undoWhenWeHaveToLeaveAgainDoesNotWait() {
		this.draining.countDown();
		this.runs.begin(List.of(new StubbornStep()), mock(Drain.class));
		Awaitility.await().until(() -> this.calls.contains("drained"));
		CompletableFuture<Void> undone = CompletableFuture.runAsync(() -> this.runs.undo(() -> true));
		assertThat(undone).succeedsWithin(Duration.ofSeconds(20));
		assertThat(this.calls).doesNotContain("undone");
	}

	@Test
	void awaitToldWaitsUntilTheStepsAreDoneWithTheEnd() throws InterruptedException {
		assertThat(this.runs.awaitTold(0)).isFalse();
		this.draining.countDown();
		this.runs.begin(List.of(new StubbornStep()), mock(Drain.class));
		this.runs.tellDrained();
		Awaitility.await().until(() -> this.calls.contains("told"));
		assertThat(this.runs.awaitTold(1)).isFalse();
		this.undoing.countDown();
		assertThat(this.runs.awaitTold(Duration.ofSeconds(20).toNanos())).isTrue();
	}

	@Test
	void awaitToldWhenThereIsNoStepReturns() throws InterruptedException {
		this.runs.tellDrained();
		assertThat(this.runs.awaitTold(Duration.ofSeconds(20).toNanos())).isTrue();
	}

	private DrainStep step() {
		return this.runs.begun().iterator().next();
	}

	/**
	 * Does not care for interrupts while it drains.
	 */
	private final class StubbornStep implements DrainStep {

		@Override
		public String name() {
			return "stubborn";
		}

		@Override
		public DrainPhase phase() {
			return DrainPhase.LEAVE;
		}

		@Override
		public StepOutcome drain(Drain drain) {
			StepRunsTests.this.calls.add("drain");
			boolean open = false;
			while (!open) {
				try {
					StepRunsTests.this.draining.await();
					open = true;
				}
				catch (InterruptedException ex) {
					StepRunsTests.this.calls.remove("interrupted");
				}
			}
			StepRunsTests.this.calls.add("drained");
			return StepOutcome.done("at last");
		}

		@Override
		public void drained() {
			StepRunsTests.this.calls.add("told");
			try {
				StepRunsTests.this.undoing.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public void undo() throws InterruptedException {
			StepRunsTests.this.calls.add("undo");
			StepRunsTests.this.undoing.await();
			StepRunsTests.this.calls.add("undone");
		}

	}

}
