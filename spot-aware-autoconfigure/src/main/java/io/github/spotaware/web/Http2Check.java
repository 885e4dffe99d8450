package io.github.spotaware.web;

import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.Severity;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * Finds a web server that speaks HTTP/2 and whose connections cannot be reached.
 */
final class Http2Check implements Check {

	private final ApplicationContext context;

	private final Http2Connections connections;

	private final boolean enabled;

	Http2Check(ApplicationContext context, Http2Connections connections, boolean enabled) {
		this.context = context;
		this.connections = connections;
		this.enabled = enabled;
	}

	@Override
	public List<Finding> findings() {
		if (!this.enabled || this.connections.reachable()
				|| !this.context.getEnvironment().getProperty("server.http2.enabled", Boolean.class, false)) {
			return List.of();
		}
		return List.of(new Finding("http2-not-told", Severity.WARNING,
				"Callers on HTTP/2 connections of '%s' are not told to leave them in a drain.".formatted(server()),
				"Use Tomcat, Jetty or Reactor Netty, or let callers speak HTTP/1.1."));
	}

	private String server() {
		WebServer server = (this.context instanceof WebServerApplicationContext web) ? web.getWebServer() : null;
		return (server != null) ? server.getClass().getSimpleName() : "the web server";
	}

}
