package io.github.spotaware.grpc;

import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.Severity;

/**
 * Finds out whether callers can be told to leave their connections.
 */
final class ConnectionsCheck implements Check {

	private final GrpcServers servers;

	private final Connections connections;

	ConnectionsCheck(GrpcServers servers, Connections connections) {
		this.servers = servers;
		this.connections = connections;
	}

	@Override
	public List<Finding> findings() {
		return reachable() ? List.of()
				: List.of(new Finding("grpc-not-told", Severity.WARNING,
						"Callers of the gRPC server are not told to leave their connections in a drain.",
						"Use the version of gRPC that Spring Boot manages."));
	}

	private boolean reachable() {
		try {
			return this.servers.all().stream().allMatch(this.connections::reachable);
		}
		catch (LinkageError ex) {
			return false;
		}
	}

}
