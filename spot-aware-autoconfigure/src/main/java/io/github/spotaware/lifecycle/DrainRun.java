package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.Capacity;
import io.github.spotaware.Deadline;
import io.github.spotaware.Departure;
import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.StepOutcome;
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

	/**
	 * Time enough for a call to AWS that gets an answer.
	 */
	private static final long TELLING_LIMIT = TimeUnit.SECONDS.toNanos(2);

	private final DrainScope scope;

	private final Threads threads;

	private final Gate gate;

	private final long started;

	private final Instant startedAt;

	private final StepRuns steps;

	private final Evidence evidence;

	private final Pauses pauses;

	private volatile StandingSignal leading;

	private volatile NoticeCause cause;

	private volatile DrainPlan plan;

	private volatile long left;

	private volatile long refused;

	private volatile boolean cancelled;

	private volatile @Nullable DrainReport ended;

	private volatile boolean leavingTargetGroups;

	DrainRun(DrainScope scope, Threads threads, StandingSignal leading, Instant startedAt) {
		this.scope = scope;
		this.threads = threads;
		this.gate = threads.gates().get();
		this.steps = new StepRuns(threads, this.gate, scope.locks());
		this.evidence = new Evidence(threads.ticker());
		this.pauses = new Pauses(threads);
		this.started = threads.ticker().nanos();
		this.startedAt = startedAt;
		this.left = this.started;
		this.refused = this.started;
		this.leading = leading;
		this.cause = leading.cause();
		this.plan = plan();
	}

	@Override
	public void run() {
		End end = End.CANCELLED;
		try {
			stay();
			phase(DrainPhase.REFUSE, REFUSE_LIMIT, 4);
			this.refused = now();
			phase(DrainPhase.LEAVE, Long.MAX_VALUE, 2);
			end = settle();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Throwable ex) {
			// A drain that does not end would hold the process until it is killed.
			logger.error("The drain failed and ends at once", ex);
			end = End.OUT_OF_TIME;
		}
		finish(end);
	}

	private void finish(End end) {
		this.pauses.end();
		this.steps.abandon();
		this.ended = report(end);
		if (end != End.CANCELLED && this.scope.drained(this)) {
			this.steps.tellDrained();
		}
		else {
			DrainReport report = report(End.CANCELLED);
			this.ended = report;
			undo();
			this.scope.takenBack(report);
		}
	}

	/**
	 * Stay in service while a step wants to. An earlier deadline that joins cuts it
	 * short; one at which nothing ends us does not.
	 */
	private void stay() throws InterruptedException {
		begin(DrainPhase.STAY);
		long patience = patience();
		while (!this.cancelled && this.steps.busy(DrainPhase.STAY) && patience > 0) {
			this.gate.await(patience);
			this.plan = plan();
			patience = patience();
		}
		this.steps.abandon(StepOutcome.done("stayed as long as there was time"));
		this.left = now();
	}

	private long patience() {
		return this.leading.cause().openEnded() ? REFUSE_LIMIT : this.plan.leaveBy() - now();
	}

	private void begin(DrainPhase phase) {
		this.steps.begin(this.scope.steps().stream().filter((step) -> step.phase() == phase).toList(), this);
	}

	/**
	 * Run the steps of a phase until they are done, or its share of the time is over: a
	 * deadline that joins makes it smaller.
	 */
	private void phase(DrainPhase phase, long most, int share) throws InterruptedException {
		if (this.cancelled) {
			return;
		}
		if (phase == DrainPhase.LEAVE) {
			this.leavingTargetGroups = leavesTargetGroups();
		}
		begin(phase);
		long begun = now();
		long patience = Math.min(most, remaining().toNanos() / share);
		while (!this.cancelled && this.steps.busy(phase) && patience > 0) {
			this.gate.await(patience);
			patience = Math.min(most, (plan().drainedBy() - begun) / share) - (now() - begun);
		}
	}

	private End settle() throws InterruptedException {
		begin(DrainPhase.SETTLE);
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
			else if (this.steps.busy()) {
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
			this.steps.begin(this.steps.skipped(DrainPhase.LEAVE), this);
		}
	}

	private DrainPlan plan() {
		Standing standing = this.scope.standing();
		StandingSignal earliest = standing.leading();
		StandingSignal reason = standing.reason();
		if (earliest != null && reason != null) {
			this.leading = earliest;
			this.cause = reason.cause();
		}
		boolean toldLate = identity().platform().ecs() && standing.irrevocable();
		return DrainPlan.of(this.left, deadline().ticks(), this.scope.settings(),
				standing.instanceLost() || this.leading.cause().instanceLost(), toldLate);
	}

	/**
	 * Take the drain back. Called on the drain's own thread.
	 */
	void undo() {
		this.steps.undo(() -> this.scope.standing().leading() != null);
	}

	/**
	 * End the drain before its time and take it back.
	 */
	void cancel() {
		this.cancelled = true;
		this.gate.wake();
	}

	/**
	 * Return whether a cause stood for which our targets are deregistered.
	 */
	boolean leavesForGood() {
		return this.leavingTargetGroups;
	}

	/**
	 * Look again: the signals that stand have changed.
	 */
	void wake() {
		this.gate.wake();
	}

	/**
	 * Wait a moment until the steps have done what they do at the end of the drain: what
	 * they use may close next. The reserve is not spent on it, nor is anything where the
	 * drain has not ended, since somebody is in a hurry.
	 */
	void awaitTold() throws InterruptedException {
		long left = this.plan.drainedBy() - now();
		if (this.ended != null && !this.steps.awaitTold(Math.min(TELLING_LIMIT, left))) {
			logger.debug("Not all steps are done with the end of the drain");
		}
	}

	Settlement settlement() {
		return this.evidence.settlement(this.scope.traffic(), this.refused, this.plan);
	}

	DrainReport report() {
		DrainReport last = this.ended;
		return (last != null) ? last : report(null);
	}

	private DrainReport report(@Nullable End end) {
		long now = now();
		DrainPlan current = this.plan;
		return new DrainReport(this.cause, this.startedAt, Duration.ofNanos(now - this.started), end,
				Duration.ofNanos(current.drainedBy() - this.started), Duration.ofNanos(current.reserve()),
				Duration.ofNanos(current.settle()), Duration.ofNanos(current.quiet()), current.cut(),
				deadline().remaining(now), settlement().inFlight(), this.evidence.departure().kind(),
				this.steps.report(this.started));
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
		return this.scope.standing().leavesTargetGroups(identity());
	}

	@Override
	public boolean replacementExpected() {
		Standing standing = this.scope.standing();
		InstanceIdentity identity = identity();
		// That a Spot task is interrupted is known only after its SIGTERM.
		boolean interrupted = identity.platform().ecs() && identity.capacity() == Capacity.SPOT
				&& standing.irrevocable();
		return standing.replacementExpected() || interrupted;
	}

	@Override
	public void departing(String reporter, Departure departure) {
		this.evidence.departing(reporter, departure);
		this.gate.wake();
	}

	@Override
	public void pause(Duration duration) throws InterruptedException {
		this.pauses.pause(duration.toNanos());
	}

}
