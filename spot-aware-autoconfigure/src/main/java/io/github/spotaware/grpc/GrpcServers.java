package io.github.spotaware.grpc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.grpc.Server;

import org.springframework.context.ApplicationListener;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

/**
 * The application's gRPC servers that others can call.
 */
final class GrpcServers implements ApplicationListener<GrpcServerStartedEvent> {

	private final List<Server> servers = new CopyOnWriteArrayList<>();

	@Override
	public void onApplicationEvent(GrpcServerStartedEvent event) {
		Server server = event.getServer();
		this.servers.removeIf(Server::isTerminated);
		if (server.getListenSockets().stream().noneMatch(InProcess::isAddress)) {
			this.servers.add(server);
		}
	}

	List<Server> all() {
		return this.servers;
	}

}
