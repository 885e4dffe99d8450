package io.github.spotaware.web;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Closes the HTTP/1.1 connections that callers have kept from before a drain and on which
 * they ask nothing. Those that are opened during the drain need no closing: their first
 * answer asks their callers to.
 */
final class KeptConnections {

	private final List<Server> servers = new CopyOnWriteArrayList<>();

	private final Set<Object> kept = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	void add(Server server) {
		this.servers.add(server);
	}

	/**
	 * Take in which connections there are: a drain begins.
	 */
	void remember() {
		this.servers.forEach((server) -> this.kept.addAll(server.connections()));
	}

	/**
	 * Close none: there is no drain.
	 */
	void forget() {
		this.kept.clear();
	}

	/**
	 * Close each connection on which nothing is asked. One that is being served, or was
	 * upgraded, stays. Does not wait.
	 * @return how many were closed
	 */
	int closeIdle() {
		return this.servers.stream().mapToInt(this::closeIdle).sum();
	}

	private int closeIdle(Server server) {
		int closed = 0;
		for (Object connection : server.connections()) {
			closed += (this.kept.contains(connection) && server.closeIfIdle(connection)) ? 1 : 0;
		}
		return closed;
	}

	/**
	 * Reaches the connections to one web server.
	 */
	interface Server {

		/**
		 * Return the connections there are.
		 */
		Collection<?> connections();

		/**
		 * Close a connection if nothing is asked on it. Does not wait.
		 * @return whether it was closed
		 */
		boolean closeIfIdle(Object connection);

	}

}
