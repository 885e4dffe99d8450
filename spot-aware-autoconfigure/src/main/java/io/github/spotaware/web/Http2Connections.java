package io.github.spotaware.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Asks the callers on HTTP/2 connections to leave them while a drain runs: on those that
 * there are at once, on each one that is opened meanwhile a moment after its first
 * response.
 * <p>
 * GOAWAY before any response would send a caller round in circles: it would find its new
 * connection as useless as the last one. And GOAWAY right after it would cost a busy
 * caller a connection a request, more than its pool may have.
 */
final class Http2Connections {

	/**
	 * How long a connection that is opened during the drain is used after its first
	 * response.
	 */
	static final Duration STAY = Duration.ofSeconds(1);

	/**
	 * How long a connection is kept after GOAWAY when nothing is asked: longer than any
	 * round trip. Not every caller closes a connection that it has left.
	 */
	static final Duration SILENCE = Duration.ofSeconds(2);

	private final List<Http2Server> servers = new CopyOnWriteArrayList<>();

	private volatile boolean lettingGo;

	void add(Http2Server server) {
		this.servers.add(server);
	}

	/**
	 * Return whether there is a server whose connections can be reached.
	 */
	boolean reachable() {
		return !this.servers.isEmpty();
	}

	/**
	 * Return whether a connection that answers is to be let go.
	 */
	boolean lettingGo() {
		return this.lettingGo;
	}

	/**
	 * Let all connections go, from now on.
	 * @return how many there are
	 */
	int letGo() {
		this.lettingGo = true;
		return this.servers.stream().mapToInt(Http2Server::letGo).sum();
	}

	/**
	 * Let new connections stay. Those that were let go do not come back.
	 */
	void keep() {
		this.lettingGo = false;
		this.servers.forEach(Http2Server::keep);
	}

	/**
	 * Say the last word on connections that were let go: the web server is about to stop.
	 */
	void end() {
		if (this.lettingGo) {
			this.servers.forEach(Http2Server::end);
		}
	}

}
