package io.github.spotaware.lifecycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one drain: begins them on workers, knows which are busy, and takes them
 * back.
 */
final class StepRuns {

	private static final Log logger = LogFactory.getLog(StepRuns.class);

	private static final long UNDO_LIMIT = TimeUnit.SECONDS.toNanos(10);

	private final Threads threads;

	private final Gate gate;

	private final StepLocks locks;

	private final List<StepRun> runs = new CopyOnWriteArrayList<>();

	private final CountDownLatch told = new CountDownLatch(1);

	StepRuns(Threads threads, Gate gate, StepLocks locks) {
		this.threads = threads;
		this.gate = gate;
		this.locks = locks;
	}

	void begin(Collection<DrainStep> steps, Drain drain) {
		for (DrainStep step : steps) {
			StepRun run = new StepRun(step, drain, this.threads.ticker(), this.locks.of(step), this.gate::wake);
			this.runs.add(run);
			this.threads.workers().execute(run);
		}
	}

	/**
	 * Return whether the drain waits for a step.
	 */
	boolean busy() {
		return this.runs.stream().anyMatch(StepRun::awaited);
	}

	/**
	 * Return whether the drain waits for a step of a phase.
	 */
	boolean busy(DrainPhase phase) {
		return this.runs.stream().anyMatch((run) -> run.awaited() && run.step().phase() == phase);
	}

	/**
	 * Return the steps of a phase that had nothing to do.
	 */
	Set<DrainStep> skipped(DrainPhase phase) {
		Set<DrainStep> skipped = new LinkedHashSet<>();
		this.runs.stream()
			.filter((run) -> run.skipped() && run.step().phase() == phase)
			.forEach((run) -> skipped.add(run.step()));
		return skipped;
	}

	/**
	 * End what is busy: its time is over.
	 */
	void abandon() {
		this.runs.forEach(StepRun::abandon);
	}

	/**
	 * End what is busy, for a good reason.
	 */
	void abandon(StepOutcome outcome) {
		this.runs.forEach((run) -> run.abandon(outcome));
	}

	/**
	 * Take back what was begun, side by side, each step once its own run has returned.
	 * Wait for it a while, but not once we have to leave again.
	 * @param hurried whether we have to
	 */
	void undo(BooleanSupplier hurried) {
		List<FutureTask<?>> undoings = begun().stream().<FutureTask<?>>map(this::undoing).toList();
		undoings.forEach(this.threads.workers()::execute);
		long until = this.threads.ticker().nanos() + UNDO_LIMIT;
		try {
			long left = UNDO_LIMIT;
			while (left > 0 && !hurried.getAsBoolean() && !undoings.stream().allMatch(FutureTask::isDone)) {
				this.gate.await(left);
				left = until - this.threads.ticker().nanos();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (hurried.getAsBoolean()) {
			undoings.forEach((undoing) -> undoing.cancel(true));
		}
	}

	private FutureTask<?> undoing(DrainStep step) {
		return new FutureTask<@Nullable Void>(() -> undo(step), null) {

			@Override
			protected void done() {
				StepRuns.this.gate.wake();
			}

		};
	}

	/**
	 * Return the steps that were begun, the last one first.
	 */
	Set<DrainStep> begun() {
		List<DrainStep> steps = new ArrayList<>();
		this.runs.forEach((run) -> steps.add(run.step()));
		Collections.reverse(steps);
		return new LinkedHashSet<>(steps);
	}

	private void undo(DrainStep step) {
		ReentrantLock lock = this.locks.of(step);
		try {
			lock.lockInterruptibly();
			try {
				step.undo();
			}
			finally {
				lock.unlock();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception | LinkageError ex) {
			logger.warn("Step '%s' could not be taken back".formatted(step.name()), ex);
		}
	}

	/**
	 * Tell the steps that the drain has ended.
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	void tellDrained() {
		CompletableFuture
			.allOf(begun().stream()
				.map((step) -> CompletableFuture.runAsync(() -> tellDrained(step), this.threads.workers()))
				.toArray(CompletableFuture[]::new))
			.whenComplete((none, ex) -> this.told.countDown());
	}

	/**
	 * Wait until each step has done what it does at the end of the drain.
	 * @param most nanoseconds to wait at most
	 * @return whether they all have
	 */
	boolean awaitTold(long most) throws InterruptedException {
		return this.told.await(most, TimeUnit.NANOSECONDS);
	}

	private static void tellDrained(DrainStep step) {
		try {
			step.drained();
		}
		catch (RuntimeException | Error ex) { // nobody else would say so
			logger.warn("Step '%s' failed after the drain".formatted(step.name()), ex);
		}
	}

	List<DrainReport.Step> report(long drainStarted) {
		return this.runs.stream().map((run) -> run.report(drainStarted)).toList();
	}

}
