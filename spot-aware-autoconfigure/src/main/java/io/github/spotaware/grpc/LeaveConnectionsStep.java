package io.github.spotaware.grpc;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;
import io.grpc.Server;

/**
 * Tells callers to leave the connections they have when the drain begins.
 */
final class LeaveConnectionsStep implements DrainStep {

	private final CurrentDrain current;

	private final GrpcServers servers;

	private final Connections connections;

	private final boolean enabled;

	LeaveConnectionsStep(CurrentDrain current, GrpcServers servers, Connections connections, boolean enabled) {
		this.current = current;
		this.servers = servers;
		this.connections = connections;
		this.enabled = enabled;
	}

	@Override
	public String name() {
		return "close-grpc-connections";
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.REFUSE;
	}

	@Override
	public StepOutcome drain(Drain drain) throws InterruptedException {
		this.current.begin(drain);
		if (!this.enabled) {
			return StepOutcome.skipped("'spot-aware.drain.connection-close' is off");
		}
		return StepOutcome.done("GOAWAY to " + letGo());
	}

	/**
	 * Tell all that have called and have not been told.
	 * @return how many were told
	 */
	int letGo() throws InterruptedException {
		int told = 0;
		for (Server server : this.servers.all()) {
			told += this.connections.letGo(server);
		}
		return told;
	}

	boolean enabled() {
		return this.enabled;
	}

	/**
	 * Let new connections stay. Those that were told do not come back.
	 */
	@Override
	public void undo() {
		this.current.takeBack();
	}

}
