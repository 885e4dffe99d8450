package io.github.spotaware.web;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * Knows how long the web servers that run keep an idle connection. Safe for use by any
 * thread.
 */
final class IdleLimits {

	private final List<Server> servers = new CopyOnWriteArrayList<>();

	void add(Server server) {
		this.servers.add(server);
	}

	/**
	 * Return the shortest limit.
	 * @return the limit, or {@code null} where idle connections are kept for ever, or
	 * nothing is known
	 */
	@Nullable IdleLimit shortest() {
		return this.servers.stream()
			.map(Server::limit)
			.filter(Objects::nonNull)
			.min(Comparator.comparing(IdleLimit::duration))
			.orElse(null);
	}

	/**
	 * A web server.
	 */
	@FunctionalInterface
	interface Server {

		/**
		 * Return its limit.
		 * @return the limit, or {@code null} where it has none
		 */
		@Nullable IdleLimit limit();

	}

}
