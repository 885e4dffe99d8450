package io.github.spotaware.sample.drill;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.apache.catalina.util.ServerInfo;
import org.eclipse.jetty.util.Jetty;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;

/**
 * Names the web servers that the shop runs on, each a profile of it.
 */
enum Server {

	TOMCAT("Tomcat"), JETTY("Jetty"), REACTOR_NETTY("Reactor Netty");

	private final String title;

	Server(String title) {
		this.title = title;
	}

	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	String title() {
		return this.title;
	}

	/**
	 * Return the properties that choose it.
	 */
	Map<String, String> properties() {
		return (this == TOMCAT) ? Map.of() : Map.of("spring.profiles.active", id());
	}

	/**
	 * Return its version, as it tells it.
	 */
	String version() {
		return switch (this) {
			case TOMCAT -> ServerInfo.getServerNumber();
			case JETTY -> Jetty.VERSION;
			case REACTOR_NETTY ->
				Objects.requireNonNullElse(HttpServer.class.getPackage().getImplementationVersion(), "of its own");
		};
	}

	static @Nullable Server of(String id) {
		return Arrays.stream(values()).filter((server) -> server.id().equals(id)).findFirst().orElse(null);
	}

	static String ids() {
		return Arrays.stream(values()).map(Server::id).collect(Collectors.joining(", "));
	}

}
