package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.github.spotaware.Deadline;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import io.github.spotaware.StepOutcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Says what happens: one log line a transition, one with the timeline at the end, the
 * application event, and the call of listeners.
 */
final class Announcements implements LifecycleObserver {

	private static final Log logger = LogFactory.getLog(SpotLifecycle.class);

	private static final KeyedLog log = KeyedLog.of(SpotLifecycle.class);

	private static final int TELLING_SECONDS = 1;

	private static final String DRAINED = "drained";

	private final ApplicationEventPublisher publisher;

	private final ObjectProvider<DrainListener> listeners;

	private final Threads threads;

	private final boolean dryRun;

	private volatile CompletableFuture<?> told = CompletableFuture.completedFuture(null);

	private Consumer<DrainRun> whenDrained = (run) -> {
	};

	Announcements(ApplicationEventPublisher publisher, ObjectProvider<DrainListener> listeners, Threads threads,
			boolean dryRun) {
		this.publisher = publisher;
		this.listeners = listeners;
		this.threads = threads;
		this.dryRun = dryRun;
	}

	/**
	 * Set what else happens once the application is drained.
	 */
	void whenDrained(Consumer<DrainRun> action) {
		this.whenDrained = action;
	}

	@Override
	public void notPrepared(String reason) {
		guarded(() -> this.publisher.publishEvent(new SpotNotPrepared(reason)));
	}

	@Override
	public void changed(SpotState previous, SpotState current, Standing standing) {
		log.info(
				"%s%s -> %s%s".formatted(this.dryRun ? "[dry run] " : "", previous.id(), current.id(),
						details(current, standing)),
				facts(standing).with(LogKey.STATE, current.id()).with(LogKey.PREVIOUS_STATE, previous.id()));
		this.threads.events()
			.execute(() -> guarded(() -> this.publisher.publishEvent(new SpotStateChanged(previous, current))));
	}

	private LogFacts facts(Standing standing) {
		return LogFacts.of(standing, this.threads.ticker().nanos())
			.with(LogKey.DRY_RUN, this.dryRun ? Boolean.TRUE : null);
	}

	private static String details(SpotState state, Standing standing) {
		if (state instanceof SpotState.Draining draining) {
			return ": " + standing.description() + "; " + describe(draining.deadline());
		}
		if (state instanceof SpotState.AtRisk atRisk) {
			return ": " + atRisk.reason();
		}
		return "";
	}

	private static String describe(Deadline deadline) {
		return "deadline %s (%s)".formatted(deadline.time(), deadline.origin());
	}

	@Override
	public void drained(Standing standing, DrainRun run) {
		// The end is told on workers, since it may call foreign code.
		DrainReport report = run.report();
		log.info("Drained in %s, %d in flight, %s left before the deadline (%s): %s".formatted(
				Format.duration(report.took()), report.inFlight(), Format.duration(report.remaining()),
				(report.end() == DrainReport.End.SETTLED) ? "callers have let go" : "out of time", timeline(report)),
				facts(standing).with(LogKey.STATE, DRAINED).with(report));
		tell(report);
		this.threads.workers().execute(() -> guarded(() -> this.whenDrained.accept(run)));
	}

	@Override
	public void joined(Standing standing, DrainRun run) {
		log.info("Already drained: %s".formatted(standing.description()), facts(standing).with(LogKey.STATE, DRAINED));
		this.threads.workers().execute(() -> guarded(() -> this.whenDrained.accept(run)));
	}

	@Override
	public void takenBack(DrainReport report) {
		log.info("Drain taken back after %s: %s".formatted(Format.duration(report.took()), timeline(report)),
				facts(Standing.none()).with(report));
		tell(report);
	}

	private void tell(DrainReport report) {
		this.told = CompletableFuture.runAsync(
				() -> guarded(() -> this.listeners.orderedStream().forEach((listener) -> listener.ended(report))),
				this.threads.workers());
	}

	/**
	 * Wait a moment until the last drain's end was told: a registry of meters that is
	 * closed before would lose it.
	 */
	void awaitTold() {
		try {
			this.told.get(TELLING_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("The end of the drain was not told to everybody", ex);
		}
	}

	private static void guarded(Runnable announcement) {
		try {
			announcement.run();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("A listener failed; the drain goes on", ex);
		}
	}

	private static String timeline(DrainReport report) {
		String steps = report.steps().stream().map(Announcements::describe).collect(Collectors.joining("; "));
		return steps.isEmpty() ? "no steps" : steps;
	}

	private static String describe(DrainReport.Step step) {
		StepOutcome outcome = step.outcome();
		String end = (outcome != null) ? outcome.result().id() + ", " + outcome.detail() : "busy";
		Duration after = step.after();
		String when = (step.phase() == DrainPhase.REFUSE) ? "" : " at " + Format.duration(after);
		return "%s%s took %s (%s)".formatted(step.name(), when, Format.duration(step.took()), end);
	}

}
