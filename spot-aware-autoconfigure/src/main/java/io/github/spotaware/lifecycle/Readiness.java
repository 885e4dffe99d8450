package io.github.spotaware.lifecycle;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Refuses readiness while we drain, and while it is not yet known whether we have to.
 * What the application itself says of its readiness comes back afterwards.
 */
final class Readiness implements DrainStep, ApplicationListener<AvailabilityChangeEvent<?>> {

	private final ApplicationContext context;

	private boolean accepting;

	private boolean undecided;

	private boolean draining;

	private volatile boolean everAccepted;

	/**
	 * Create it after the bean that keeps the readiness, so that its listener runs first.
	 */
	Readiness(ApplicationContext context, ApplicationAvailability availability) {
		this.context = context;
		this.accepting = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
	}

	@Override
	public String name() {
		return "refuse-readiness";
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.REFUSE;
	}

	@Override
	public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
		if (event.getSource() != this && event.getState() instanceof ReadinessState state) {
			boolean refuse;
			synchronized (this) {
				this.accepting = state == ReadinessState.ACCEPTING_TRAFFIC;
				refuse = this.accepting && !restorable();
				this.everAccepted |= restorable();
			}
			if (refuse) {
				publish(ReadinessState.REFUSING_TRAFFIC);
			}
		}
	}

	/**
	 * Accept no traffic until it is {@link #decided(boolean) decided}.
	 */
	synchronized void undecided() {
		this.undecided = true;
	}

	/**
	 * It is known whether we have to drain.
	 * @param drains whether we do: traffic is refused even before the drain's own step
	 * says so
	 */
	void decided(boolean drains) {
		boolean wasUndecided;
		synchronized (this) {
			wasUndecided = this.undecided;
			this.undecided = false;
			this.draining |= drains && wasUndecided;
		}
		if (wasUndecided) {
			restore();
		}
	}

	/**
	 * Return whether traffic was ever accepted.
	 */
	boolean everAccepted() {
		return this.everAccepted;
	}

	@Override
	public StepOutcome drain(Drain drain) {
		synchronized (this) {
			this.draining = true;
		}
		publish(ReadinessState.REFUSING_TRAFFIC);
		return StepOutcome.done("readiness refuses traffic");
	}

	@Override
	public void undo() {
		synchronized (this) {
			this.draining = false;
		}
		restore();
	}

	private void restore() {
		boolean restored;
		synchronized (this) {
			restored = restorable();
			this.everAccepted |= restored;
		}
		if (restored) {
			publish(ReadinessState.ACCEPTING_TRAFFIC);
			refuseAgain();
		}
	}

	/**
	 * A drain may have begun while traffic was being accepted: refusing wins. Listeners
	 * are never called under the lock, hence the second look.
	 */
	private void refuseAgain() {
		boolean refuse;
		synchronized (this) {
			refuse = !restorable();
		}
		if (refuse) {
			publish(ReadinessState.REFUSING_TRAFFIC);
		}
	}

	private synchronized boolean restorable() {
		return this.accepting && !this.draining && !this.undecided;
	}

	private void publish(ReadinessState state) {
		this.context.publishEvent(new AvailabilityChangeEvent<>(this, state));
	}

}
