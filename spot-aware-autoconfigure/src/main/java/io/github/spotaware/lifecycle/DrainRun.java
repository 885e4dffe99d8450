package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.spotaware.Deadline;
import io.github.spotaware.Departure;
import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Traffic;
import io.github.spotaware.lifecycle.DrainReport.End;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One drain, from the refusal to its end or its undoing. Runs on the drain's own thread,
 * which runs no step and no listener.
 */
final class DrainRun implements Runnable, Drain {

	private static final Log logger = LogFactory.getLog(DrainRun.class);

	private static final long REFUSE_LIMIT = TimeUnit.SECONDS.toNanos(1);

	private static final long UNDO_LIMIT = TimeUnit.SECONDS.toNanos(10);

	private final DrainScope scope;

	private final Threads threads;

	private final Gate gate;

	private final long started;

	private final Instant startedAt;

	private final List<StepRun> stepRuns = new CopyOnWriteArrayList<>();

	private final Map<String, Departure> departures = new ConcurrentHashMap<>();

	private final CountDownLatch over = new CountDownLatch(1);

	private volatile StandingSignal leading;

	private volatile DrainPlan plan;

	private volatile long refused;

	private volatile boolean cancelled;

	private volatile @Nullable DrainReport ended;

	private boolean leavingTargetGroups;

	DrainRun(DrainScope scope, Threads threads, StandingSignal leading, Instant startedAt) {
		this.scope = scope;
		this.threads = threads;
		this.gate = threads.gates().get();
		this.started = threads.ticker().nanos();
		this.startedAt = startedAt;
		this.refused = this.started;
		this.leading = leading;
		this.plan = plan();
	}

	@Override
	public void run() {
		End end = End.CANCELLED;
		try {
			phase(DrainPhase.REFUSE, Math.min(REFUSE_LIMIT, remaining().toNanos() / 4));
			this.refused = now();
			phase(DrainPhase.LEAVE, remaining().toNanos() / 2);
			end = settle();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finish(end);
	}

	private void finish(End end) {
		this.over.countDown();
		this.stepRuns.forEach(StepRun::abandon);
		this.ended = report(end);
		if (end != End.CANCELLED && this.scope.drained(this)) {
			this.scope.steps().forEach((step) -> this.threads.workers().execute(() -> tellDrained(step)));
		}
		else {
			DrainReport report = report(End.CANCELLED);
			this.ended = report;
			undo();
			this.scope.takenBack(report);
		}
	}

	private void phase(DrainPhase phase, long limit) throws InterruptedException {
		if (this.cancelled) {
			return;
		}
		this.leavingTargetGroups = leavesTargetGroups();
		this.scope.steps().stream().filter((step) -> step.phase() == phase).forEach(this::begin);
		long until = now() + limit;
		while (!this.cancelled && held(phase) && until - now() > 0) {
			this.gate.await(until - now());
		}
	}

	private End settle() throws InterruptedException {
		phase(DrainPhase.SETTLE, 0);
		while (!this.cancelled) {
			this.plan = plan();
			leaveWhatWasSkipped();
			long left = this.plan.drainedBy() - now();
			if (left <= 0) {
				return End.OUT_OF_TIME;
			}
			Settlement settlement = settlement();
			if (!settlement.settled()) {
				this.gate.await(Math.min(left, settlement.recheck()));
			}
			else if (held(null)) {
				this.gate.await(left);
			}
			else {
				return End.SETTLED;
			}
		}
		return End.CANCELLED;
	}

	/**
	 * A cause may join for which the targets have to be deregistered after all.
	 */
	private void leaveWhatWasSkipped() {
		if (!this.leavingTargetGroups && leavesTargetGroups()) {
			this.leavingTargetGroups = true;
			Set<DrainStep> skipped = new LinkedHashSet<>();
			this.stepRuns.stream()
				.filter((run) -> run.skipped() && run.step().phase() == DrainPhase.LEAVE)
				.forEach((run) -> skipped.add(run.step()));
			skipped.forEach(this::begin);
		}
	}

	private void begin(DrainStep step) {
		StepRun run = new StepRun(step, this, this.threads.ticker(), this.gate::wake);
		this.stepRuns.add(run);
		this.threads.workers().execute(run);
	}

	private boolean held(@Nullable DrainPhase phase) {
		return this.stepRuns.stream()
			.anyMatch((run) -> run.awaited() && (phase == null || run.step().phase() == phase));
	}

	private DrainPlan plan() {
		Standing standing = this.scope.standing();
		StandingSignal earliest = standing.leading();
		if (earliest != null) {
			this.leading = earliest;
		}
		return DrainPlan.of(this.started, deadline().ticks(), this.scope.settings(),
				standing.instanceLost() || this.leading.cause().instanceLost());
	}

	/**
	 * Take the drain back. Called on the drain's own thread.
	 */
	void undo() {
		List<DrainStep> begun = new ArrayList<>();
		this.stepRuns.forEach((run) -> begun.add(run.step()));
		Collections.reverse(begun);
		Set<DrainStep> steps = new LinkedHashSet<>(begun);
		AtomicInteger open = new AtomicInteger(steps.size());
		for (DrainStep step : steps) {
			this.threads.workers().execute(() -> {
				undo(step);
				open.decrementAndGet();
				this.gate.wake();
			});
		}
		long until = now() + UNDO_LIMIT;
		try {
			while (open.get() > 0 && until - now() > 0) {
				this.gate.await(until - now());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void undo(DrainStep step) {
		try {
			step.undo();
		}
		catch (Exception | LinkageError ex) {
			logger.warn("Step '%s' could not be taken back".formatted(step.name()), ex);
		}
	}

	private static void tellDrained(DrainStep step) {
		try {
			step.drained();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("Step '%s' failed after the drain".formatted(step.name()), ex);
		}
	}

	/**
	 * End the drain before its time and take it back.
	 */
	void cancel() {
		this.cancelled = true;
		this.gate.wake();
	}

	/**
	 * Look again: the signals that stand have changed.
	 */
	void wake() {
		this.gate.wake();
	}

	Settlement settlement() {
		List<Traffic.Snapshot> traffic = new ArrayList<>();
		for (Traffic source : this.scope.traffic()) {
			try {
				traffic.add(source.snapshot());
			}
			catch (RuntimeException ex) {
				logger.debug("Traffic cannot be seen: the drain goes by time", ex);
				traffic.add(new Traffic.Snapshot(true, now(), List.of(), 0, 0, 0));
			}
		}
		return Settlement.of(traffic, departure(), this.refused, this.plan, now());
	}

	Departure departure() {
		Departure least = null;
		for (Departure departure : this.departures.values()) {
			least = (least != null) ? least.least(departure) : departure;
		}
		return (least != null) ? least : Departure.byReadiness();
	}

	DrainReport report() {
		DrainReport last = this.ended;
		return (last != null) ? last : report(null);
	}

	private DrainReport report(@Nullable End end) {
		long now = now();
		DrainPlan current = this.plan;
		return new DrainReport(this.leading.cause(), this.startedAt, Duration.ofNanos(now - this.started), end,
				Duration.ofNanos(current.drainedBy() - this.started), Duration.ofNanos(current.reserve()),
				Duration.ofNanos(current.settle()), Duration.ofNanos(current.quiet()), current.cut(),
				deadline().remaining(now), settlement().inFlight(), departure().kind(),
				this.stepRuns.stream().map((run) -> run.report(this.started)).toList());
	}

	private long now() {
		return this.threads.ticker().nanos();
	}

	@Override
	public InstanceIdentity identity() {
		return this.scope.identity();
	}

	@Override
	public Deadline deadline() {
		Deadline deadline = this.leading.deadline();
		if (deadline == null) {
			throw new IllegalStateException("'%s' does not drain".formatted(this.leading.description()));
		}
		return deadline;
	}

	@Override
	public Duration remaining() {
		return Duration.ofNanos(Math.max(0, plan().drainedBy() - now()));
	}

	@Override
	public boolean leavesTargetGroups() {
		return this.scope.standing().leavesTargetGroups();
	}

	@Override
	public void departing(String reporter, Departure departure) {
		this.departures.put(reporter, departure);
		this.gate.wake();
	}

	@Override
	public void pause(Duration duration) throws InterruptedException {
		if (this.over.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
			throw new InterruptedException("The drain is over");
		}
	}

}
