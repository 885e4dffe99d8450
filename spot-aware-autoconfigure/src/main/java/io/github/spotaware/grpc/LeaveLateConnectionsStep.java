package io.github.spotaware.grpc;

import java.time.Duration;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;

/**
 * Tells callers to leave the connections they open during the drain. Looks once a second,
 * so that a caller with few connections does not use up one a call.
 */
final class LeaveLateConnectionsStep implements DrainStep {

	static final Duration STAY = Duration.ofSeconds(1);

	private final LeaveConnectionsStep first;

	LeaveLateConnectionsStep(LeaveConnectionsStep first) {
		this.first = first;
	}

	@Override
	public String name() {
		return "close-late-grpc-connections";
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.SETTLE;
	}

	@Override
	public boolean awaited() {
		return false;
	}

	@Override
	public StepOutcome drain(Drain drain) throws InterruptedException {
		if (!this.first.enabled()) {
			return StepOutcome.skipped("'spot-aware.drain.connection-close' is off");
		}
		while (true) {
			drain.pause(STAY);
			this.first.letGo();
		}
	}

}
