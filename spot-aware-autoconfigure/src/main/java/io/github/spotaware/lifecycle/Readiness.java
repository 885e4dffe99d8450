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
			synchronized (this) {
				this.accepting = state == ReadinessState.ACCEPTING_TRAFFIC;
			}
			if (state != wanted()) {
				settle();
			}
			else {
				this.everAccepted |= state == ReadinessState.ACCEPTING_TRAFFIC;
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
		boolean restore;
		synchronized (this) {
			restore = this.undecided && this.accepting;
			this.draining |= drains && this.undecided;
			this.undecided = false;
		}
		if (restore) {
			settle();
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
		settle();
		return StepOutcome.done("readiness refuses traffic");
	}

	@Override
	public void undo() {
		boolean restore;
		synchronized (this) {
			this.draining = false;
			restore = this.accepting;
		}
		if (restore) {
			settle();
		}
	}

	private synchronized ReadinessState wanted() {
		return (this.accepting && !this.draining && !this.undecided) ? ReadinessState.ACCEPTING_TRAFFIC
				: ReadinessState.REFUSING_TRAFFIC;
	}

	/**
	 * Say what is wanted until it has not changed meanwhile. Listeners are never called
	 * under the lock, so that one which hangs holds up nobody else; of several threads
	 * the last one to speak has looked again, and is right.
	 */
	private void settle() {
		ReadinessState said = null;
		for (ReadinessState state = wanted(); state != said; state = wanted()) {
			this.everAccepted |= state == ReadinessState.ACCEPTING_TRAFFIC;
			publish(state);
			said = state;
		}
	}

	private void publish(ReadinessState state) {
		this.context.publishEvent(new AvailabilityChangeEvent<>(this, state));
	}

}
