package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.github.spotaware.Deadline;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.SpotSignal;
import io.github.spotaware.SpotState;
import org.jspecify.annotations.Nullable;

/**
 * Holds what stands against the application and lets the drain follow from it. The one
 * mutable object: everything else is computed. Safe for use by any thread; no call but
 * {@link #awaitDrained()} waits.
 */
public final class SpotLifecycle {

	private final Object monitor = new Object();

	private final SpotAwareProperties properties;

	private final Participants participants;

	private final LifecycleObserver observer;

	private final Threads threads;

	private final InstantSource clock;

	private final DrainScope scope;

	private SignalRules rules;

	private @Nullable Detected platform;

	private Standing standing = Standing.none();

	private DrainProgress progress = DrainProgress.NONE;

	private SpotState state = new SpotState.Running();

	private @Nullable DrainRun run;

	private boolean skip;

	SpotLifecycle(SpotAwareProperties properties, Participants participants, LifecycleObserver observer,
			Threads threads, InstantSource clock) {
		this.properties = properties;
		this.participants = participants;
		this.observer = observer;
		this.threads = threads;
		this.clock = clock;
		this.scope = new LifecycleScope(this, properties.drain(), participants, observer, new StepLocks());
		this.rules = new SignalRules(Platform.NONE, properties.rebalance(), properties.drain(),
				GracePeriods.fallback(properties));
	}

	/**
	 * Begin to act on signals: the platform is known.
	 */
	void begin(Detected detected, SignalRules signalRules) {
		if (detected.identity().platform() != Platform.NONE) {
			this.participants.lookUp();
		}
		synchronized (this.monitor) {
			this.platform = detected;
			this.rules = signalRules;
		}
		if (detected.identity().platform() == Platform.NONE) {
			notPrepared(detected.reason());
		}
	}

	/**
	 * Learn that nothing gets ready for a drain.
	 */
	void notPrepared(String reason) {
		this.observer.notPrepared(reason);
	}

	/**
	 * Return whether there is a platform on which to act.
	 */
	boolean active() {
		Detected detected = platform();
		return detected != null && detected.identity().platform() != Platform.NONE;
	}

	/**
	 * Return whether a closing context and a signal wait for the drain.
	 */
	boolean holds() {
		return active() && !this.properties.dryRun();
	}

	/**
	 * Return what was found out about the platform.
	 * @return the platform, or {@code null} while it is being found out
	 */
	public @Nullable Detected platform() {
		synchronized (this.monitor) {
			return this.platform;
		}
	}

	InstanceIdentity identity() {
		Detected detected = platform();
		return (detected != null) ? detected.identity() : InstanceIdentity.unknown(Platform.NONE);
	}

	/**
	 * Take a signal.
	 */
	void hear(String source, SpotSignal signal) {
		change((current) -> current.with(this.rules.accept(source, signal, this.clock.instant(), now())));
	}

	/**
	 * Drop the signal of a source that no longer sees it, if that is to be believed.
	 */
	void doubt(String source) {
		StandingSignal signal = currentStanding().of(source);
		if (signal != null && rules().believesWithdrawal(signal, this.clock.instant(), now())) {
			forget(source);
		}
		else {
			change((current) -> current);
		}
	}

	/**
	 * Drop the signal of a source.
	 */
	void forget(String source) {
		change((current) -> current.without(source, this.progress));
	}

	private void change(UnaryOperator<Standing> operator) {
		synchronized (this.monitor) {
			Standing changed = operator.apply(this.standing).at(now(), this.progress);
			if (!changed.equals(this.standing) && active()) {
				changed.heldBesides(this.standing).forEach(this::lookAgainAt);
				this.standing = changed;
				follow();
			}
		}
	}

	private void lookAgainAt(long moment) {
		this.threads.later().execute(moment - now(), () -> change((current) -> current));
	}

	private void follow() {
		StandingSignal leading = this.standing.leading();
		DrainRun current = this.run;
		if (current != null) {
			current.wake();
		}
		if (leading != null && this.progress == DrainProgress.NONE) {
			drain(leading);
		}
		else if (leading == null && current != null && this.progress == DrainProgress.UNDER_WAY) {
			this.progress = DrainProgress.NONE;
			current.cancel();
		}
		else if (leading == null && current != null && this.progress == DrainProgress.ENDED) {
			this.progress = DrainProgress.NONE;
			this.threads.drain().execute(current::undo);
		}
		else if (leading != null && current != null && this.progress == DrainProgress.ENDED) {
			joined(current);
		}
		transit();
	}

	private void joined(DrainRun ended) {
		InstanceIdentity on = identity();
		StandingSignal leading = this.standing.forGood(on).leading();
		if (leading != null && on.platform().orchestrated() && !ended.leavesForGood()) {
			// One that could be taken back has left us in our target groups.
			this.standing = this.standing.forGood(on);
			drain(leading);
		}
		else {
			this.observer.joined(this.standing, ended);
		}
	}

	private void drain(StandingSignal leading) {
		this.progress = DrainProgress.UNDER_WAY;
		this.run = new DrainRun(this.scope, this.threads, leading, this.clock.instant());
		this.threads.drain().execute(this.run);
	}

	private void transit() {
		SpotState next = this.standing.state(this.progress);
		if (!next.equals(this.state)) {
			SpotState previous = this.state;
			this.state = next;
			boolean over = previous instanceof SpotState.Drained && next instanceof SpotState.Drained;
			if (!over) {
				this.observer.changed(previous, next, this.standing);
			}
		}
		this.monitor.notifyAll();
	}

	boolean drained(DrainRun ended) {
		synchronized (this.monitor) {
			StandingSignal leading = this.standing.leading();
			if (ended != this.run || leading == null || this.progress != DrainProgress.UNDER_WAY) {
				return false;
			}
			this.progress = DrainProgress.ENDED;
			transit();
			this.observer.drained(this.standing, ended);
			return true;
		}
	}

	/**
	 * Return where the application stands.
	 * @return the state
	 */
	public SpotState state() {
		change((current) -> current);
		synchronized (this.monitor) {
			return this.state;
		}
	}

	/**
	 * Return the signals that stand.
	 * @return the signals, one of each source at most
	 */
	public Collection<StandingSignal> standing() {
		return currentStanding().all();
	}

	Standing currentStanding() {
		synchronized (this.monitor) {
			return this.standing;
		}
	}

	/**
	 * Return the one deadline over everything.
	 * @return the deadline, or {@code null} while nothing makes us leave
	 */
	public @Nullable Deadline deadline() {
		StandingSignal leading = currentStanding().leading();
		return (leading != null) ? leading.deadline() : null;
	}

	/**
	 * Return the deadline of what is left to do after the drain: the earliest that has
	 * not passed.
	 */
	@Nullable Deadline comingDeadline() {
		return currentStanding().coming((signal) -> true, now());
	}

	/**
	 * Return the time left before the instance is lost.
	 */
	@Nullable Duration remainingToLoss() {
		long now = now();
		Deadline coming = currentStanding().coming((signal) -> signal.cause().instanceLost(), now);
		return (coming != null) ? coming.remaining(now) : null;
	}

	/**
	 * Return the time left before the deadline.
	 * @return the time, or {@code null} while nothing makes us leave
	 */
	public @Nullable Duration remaining() {
		Deadline deadline = deadline();
		return (deadline != null) ? deadline.remaining(now()) : null;
	}

	/**
	 * Return the present drain, if there is one.
	 */
	@Nullable Settlement settlement() {
		DrainRun current = currentRun();
		return (current != null) ? current.settlement() : null;
	}

	@Nullable DrainRun currentRun() {
		synchronized (this.monitor) {
			return (this.progress != DrainProgress.NONE) ? this.run : null;
		}
	}

	SignalRules rules() {
		synchronized (this.monitor) {
			return this.rules;
		}
	}

	/**
	 * Return why the signal of a source cannot be taken back so that the drain ends, or
	 * {@code null} when it can.
	 */
	@Nullable StandingSignal inTheWayOfWithdrawing(String source) {
		synchronized (this.monitor) {
			return this.standing.without(source, this.progress).leading();
		}
	}

	/**
	 * Return the present or else the last drain.
	 * @return the drain, or {@code null} when there was none
	 */
	public @Nullable DrainReport drain() {
		DrainRun current;
		synchronized (this.monitor) {
			current = this.run;
		}
		return (current != null) ? current.report() : null;
	}

	/**
	 * Wait until no drain is under way, at the latest until its deadline. Returns at once
	 * where there is nothing to wait for.
	 */
	void awaitDrained() {
		synchronized (this.monitor) {
			try {
				Duration left = remaining();
				while (!this.properties.dryRun() && !this.skip && this.progress == DrainProgress.UNDER_WAY
						&& left != null && !left.isZero()) {
					TimeUnit.NANOSECONDS.timedWait(this.monitor, left.toNanos());
					left = remaining();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Stop waiting: somebody is in a hurry.
	 */
	void skip() {
		synchronized (this.monitor) {
			this.skip = true;
			this.monitor.notifyAll();
		}
	}

	/**
	 * Return what stands, for a line of the log.
	 */
	LogFacts facts() {
		return LogFacts.of(currentStanding(), now());
	}

	private long now() {
		return this.threads.ticker().nanos();
	}

}
