package io.github.spotaware.web;

import java.time.Duration;
import java.util.Arrays;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;

/**
 * Reads from Jetty's connectors how long they keep an idle connection. What is not
 * positive means for ever.
 */
final class JettyIdleLimit implements IdleLimits.Server {

	private volatile @Nullable Server server;

	void addTo(ConfigurableJettyWebServerFactory factory, IdleLimits limits) {
		factory.addServerCustomizers((created) -> this.server = created);
		limits.add(this);
	}

	@Override
	public @Nullable IdleLimit limit() {
		Server known = this.server;
		if (known == null) {
			return null;
		}
		return Arrays.stream(known.getConnectors())
			.map(Connector::getIdleTimeout)
			.filter((millis) -> millis > 0)
			.min(Long::compare)
			.map((millis) -> new IdleLimit(Duration.ofMillis(millis), "server.jetty.connection-idle-timeout"))
			.orElse(null);
	}

}
