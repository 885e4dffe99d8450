package io.github.spotaware.lifecycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The steps of one drain: begins them on workers, knows which are busy, and takes them
 * back.
 */
final class StepRuns {

	private static final Log logger = LogFactory.getLog(StepRuns.class);

	private static final long UNDO_LIMIT = TimeUnit.SECONDS.toNanos(10);

	private final Threads threads;

	private final Gate gate;

	private final List<StepRun> runs = new CopyOnWriteArrayList<>();

	StepRuns(Threads threads, Gate gate) {
		this.threads = threads;
		this.gate = gate;
	}

	void begin(Collection<DrainStep> steps, Drain drain) {
		for (DrainStep step : steps) {
			StepRun run = new StepRun(step, drain, this.threads.ticker(), this.gate::wake);
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

	void abandon() {
		this.runs.forEach(StepRun::abandon);
	}

	/**
	 * Take back what was begun, side by side, and wait for it a while.
	 */
	void undo() {
		Set<DrainStep> steps = begun();
		AtomicInteger open = new AtomicInteger(steps.size());
		for (DrainStep step : steps) {
			this.threads.workers().execute(() -> {
				undo(step);
				open.decrementAndGet();
				this.gate.wake();
			});
		}
		long until = this.threads.ticker().nanos() + UNDO_LIMIT;
		try {
			long left = UNDO_LIMIT;
			while (open.get() > 0 && left > 0) {
				this.gate.await(left);
				left = until - this.threads.ticker().nanos();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Set<DrainStep> begun() {
		List<DrainStep> steps = new ArrayList<>();
		this.runs.forEach((run) -> steps.add(run.step()));
		Collections.reverse(steps);
		return new LinkedHashSet<>(steps);
	}

	private static void undo(DrainStep step) {
		try {
			step.undo();
		}
		catch (Exception | LinkageError ex) {
			logger.warn("Step '%s' could not be taken back".formatted(step.name()), ex);
		}
	}

	/**
	 * Tell the steps that the drain has ended.
	 */
	void tellDrained() {
		begun().forEach((step) -> this.threads.workers().execute(() -> tellDrained(step)));
	}

	private static void tellDrained(DrainStep step) {
		try {
			step.drained();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("Step '%s' failed after the drain".formatted(step.name()), ex);
		}
	}

	List<DrainReport.Step> report(long drainStarted) {
		return this.runs.stream().map((run) -> run.report(drainStarted)).toList();
	}

}
