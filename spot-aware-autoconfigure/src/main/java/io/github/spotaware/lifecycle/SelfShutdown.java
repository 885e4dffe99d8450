package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import io.github.spotaware.SpotState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/**
 * Ends the process when it is drained and its instance is about to end. Works on a thread
 * of its own, after the hold is released: whatever a listener does, it cannot block on
 * itself.
 */
final class SelfShutdown {

	/**
	 * The exit code of a process that ended itself because its instance was about to end:
	 * {@code EX_TEMPFAIL}. A service manager is not to restart it.
	 */
	static final int EXIT_CODE = 75;

	private static final KeyedLog log = KeyedLog.of(SelfShutdown.class);

	private final ShutdownPolicy policy;

	private final ApplicationContext context;

	private final BooleanSupplier mayEnd;

	private final Jvm jvm;

	private final Gate gate;

	private volatile @Nullable DrainRun last;

	private boolean begun;

	SelfShutdown(ShutdownPolicy policy, ApplicationContext context, BooleanSupplier mayEnd, Jvm jvm) {
		this.policy = policy;
		this.context = context;
		this.mayEnd = mayEnd;
		this.jvm = jvm;
		this.gate = jvm.gate();
	}

	/**
	 * End the process if it is for us to do, and nobody else is doing it. One that was
	 * started on a dying host and never accepted traffic stays, refusing: a service
	 * manager would only start it again.
	 */
	void drained(SpotLifecycle lifecycle, DrainRun run) {
		this.last = run;
		if (begins(lifecycle)) {
			this.jvm.start(() -> end(lifecycle));
		}
		else {
			this.gate.wake();
		}
	}

	private synchronized boolean begins(SpotLifecycle lifecycle) {
		boolean begins = !this.begun && ends(lifecycle);
		this.begun |= begins;
		return begins;
	}

	/**
	 * Return whether it is to end after all, now that it is time.
	 */
	private synchronized boolean goesOn(SpotLifecycle lifecycle) {
		this.begun = ends(lifecycle);
		return this.begun;
	}

	/**
	 * An earlier cause may have left less time than there is now: whoever had not let go
	 * by then may still come.
	 */
	private boolean waits(SpotLifecycle lifecycle, DrainReport report) {
		return this.policy.waits(lifecycle.identity().platform()) || report.end() == DrainReport.End.OUT_OF_TIME;
	}

	private Duration wait(SpotLifecycle lifecycle) {
		DrainReport report = Objects.requireNonNull(this.last).report();
		Duration left = waits(lifecycle, report) ? lifecycle.remainingToLoss() : null;
		return (left != null) ? left.minus(report.reserve()) : Duration.ZERO;
	}

	private boolean ends(SpotLifecycle lifecycle) {
		Collection<StandingSignal> standing = lifecycle.standing();
		boolean wanted = standing.stream().anyMatch(this.policy::endsProcess);
		boolean endedByOthers = standing.stream().anyMatch((signal) -> signal.cause().irrevocable());
		return wanted && !endedByOthers && this.mayEnd.getAsBoolean() && lifecycle.state() instanceof SpotState.Drained;
	}

	private void end(SpotLifecycle lifecycle) {
		try {
			awaitTime(lifecycle);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		JvmLifecycles.instance().others(lifecycle).forEach(SpotLifecycle::awaitDrained);
		if (!goesOn(lifecycle)) {
			return;
		}
		log.info("Ending this process with exit code %d: its instance is about to end".formatted(EXIT_CODE),
				lifecycle.facts().with(LogKey.STATE, lifecycle.state().id()).with(LogKey.EXIT_CODE, EXIT_CODE));
		SpringApplication.exit(this.context, () -> EXIT_CODE);
		this.jvm.exit(EXIT_CODE);
	}

	/**
	 * Wait until it is time. A cause that joins can bring that forward, and a notice that
	 * changes its time can put it off.
	 */
	private void awaitTime(SpotLifecycle lifecycle) throws InterruptedException {
		Duration wait = wait(lifecycle);
		while (wait.compareTo(Duration.ZERO) > 0 && ends(lifecycle)) {
			this.gate.await(wait.toNanos());
			wait = wait(lifecycle);
		}
	}

	/**
	 * What ends with the process.
	 */
	interface Jvm {

		/**
		 * Run something on a thread that keeps the process alive.
		 */
		default void start(Runnable task) {
			Thread thread = new Thread(task, "spot-aware-shutdown");
			thread.setDaemon(false);
			thread.start();
		}

		/**
		 * Make the place where that thread waits.
		 */
		default Gate gate() {
			return new SemaphoreGate();
		}

		/**
		 * End the process.
		 */
		void exit(int code);

	}

}
