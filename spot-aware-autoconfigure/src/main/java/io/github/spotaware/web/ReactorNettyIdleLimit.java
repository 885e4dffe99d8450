package io.github.spotaware.web;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;

/**
 * Reads from Reactor Netty how long it keeps an idle connection: for ever, unless it is
 * told.
 */
final class ReactorNettyIdleLimit implements IdleLimits.Server {

	private volatile @Nullable Duration limit;

	void addTo(NettyReactiveWebServerFactory factory, IdleLimits limits) {
		factory.addServerCustomizers(this::read);
		limits.add(this);
	}

	private HttpServer read(HttpServer server) {
		this.limit = server.configuration().idleTimeout();
		return server;
	}

	@Override
	public @Nullable IdleLimit limit() {
		Duration known = this.limit;
		return (known != null) ? new IdleLimit(known, "server.netty.idle-timeout") : null;
	}

}
