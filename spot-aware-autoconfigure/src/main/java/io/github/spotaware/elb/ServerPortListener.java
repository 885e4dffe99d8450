package io.github.spotaware.elb;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Learns the port of the web server, which is not that of the management server.
 *
 * @param port what is to remember the port
 */
record ServerPortListener(ServerPort port) implements ApplicationListener<WebServerInitializedEvent> {

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if (!WebServerApplicationContext.hasServerNamespace(event.getApplicationContext(), "management")) {
			this.port.set(event.getWebServer().getPort());
		}
	}

}
