package io.github.spotaware.grpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.grpc.InternalChannelz;
import io.grpc.InternalChannelz.ServerSocketsList;
import io.grpc.InternalChannelz.SocketStats;
import io.grpc.InternalWithLogId;
import io.grpc.Server;
import io.grpc.internal.ServerTransport;

/**
 * Tells callers to leave their connections to a server that goes on listening.
 * <p>
 * A connection is shut down as gRPC does it itself with one that has reached its maximum
 * age: GOAWAY for the highest stream there can be, the final one when the caller has
 * answered a ping, the end when its calls have ended. gRPC offers this to nobody. The
 * other way, a Netty channel factory, would replace the application's event loops with
 * ours, and not reach the shaded Netty, domain sockets, and whoever has a factory of his
 * own. So this class alone uses what gRPC calls internal; where that changes, callers are
 * not told, and {@link ConnectionsCheck} says so.
 */
final class Connections {

	private static final int PAGE = 1000;

	/**
	 * Enough for event loops that are alive.
	 */
	private static final Duration LOOK = Duration.ofMillis(500);

	private final InternalChannelz channelz = InternalChannelz.instance();

	private final Set<ServerTransport> told = Collections.newSetFromMap(new WeakHashMap<>());

	/**
	 * Return whether the connections of a server can be reached.
	 */
	boolean reachable(Server server) {
		return server instanceof InternalWithLogId known && this.channelz.getServer(known.getLogId().getId()) == server;
	}

	/**
	 * Tell each caller that has called and has not been told. One that is just connecting
	 * is left alone: it would take the end of its connection for a failure.
	 * @return how many were told
	 */
	synchronized int letGo(Server server) throws InterruptedException {
		Map<ServerTransport, Future<SocketStats>> untold = new LinkedHashMap<>();
		for (InternalWithLogId socket : sockets(server)) {
			if (socket instanceof ServerTransport transport && !this.told.contains(transport)) {
				untold.put(transport, transport.getStats());
			}
		}
		int count = 0;
		for (Map.Entry<ServerTransport, Future<SocketStats>> entry : untold.entrySet()) {
			if (hasCalled(entry.getValue())) {
				this.told.add(entry.getKey());
				entry.getKey().shutdown();
				count++;
			}
		}
		return count;
	}

	private static boolean hasCalled(Future<SocketStats> stats) throws InterruptedException {
		try {
			return stats.get(LOOK.toMillis(), TimeUnit.MILLISECONDS).data.streamsStarted > 0;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false; // closed, or asked again
		}
	}

	private List<InternalWithLogId> sockets(Server server) {
		List<InternalWithLogId> sockets = new ArrayList<>();
		if (!(server instanceof InternalWithLogId known)) {
			return sockets;
		}
		long from = 0;
		while (true) {
			ServerSocketsList page = this.channelz.getServerSockets(known.getLogId().getId(), from, PAGE);
			if (page == null) {
				return sockets;
			}
			sockets.addAll(page.sockets);
			if (page.end) {
				return sockets;
			}
			from = page.sockets.get(page.sockets.size() - 1).getLogId().getId() + 1;
		}
	}

}
