package io.github.spotaware.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;

/**
 * Reaches the connections that callers keep to Jetty, which answers 503 to a request that
 * comes while it shuts down.
 */
final class JettyKeptConnections implements KeptConnections.Server {

	private volatile @Nullable Server server;

	void addTo(ConfigurableJettyWebServerFactory factory, KeptConnections kept) {
		factory.addServerCustomizers((created) -> this.server = created);
		kept.add(this);
	}

	@Override
	public Collection<?> connections() {
		Server known = this.server;
		return (known == null) ? List.of()
				: Arrays.stream(known.getConnectors())
					.flatMap((connector) -> connector.getConnectedEndPoints().stream())
					.toList();
	}

	@Override
	public boolean closeIfIdle(Object kept) {
		EndPoint endPoint = decrypted((EndPoint) kept);
		boolean idle = isIdle(endPoint);
		if (idle) {
			endPoint.close();
		}
		return idle;
	}

	/**
	 * Return where requests are read: over TLS that is not where bytes arrive.
	 */
	private static EndPoint decrypted(EndPoint endPoint) {
		return (endPoint.getConnection() instanceof SslConnection tls) ? tls.getSslEndPoint() : endPoint;
	}

	/**
	 * Return whether a connection waits for the first byte of a request.
	 */
	private static boolean isIdle(EndPoint endPoint) {
		if (!(endPoint.getConnection() instanceof HttpConnection connection)) {
			return false;
		}
		HttpParser parser = connection.getParser();
		return parser.isIdle() && connection.getHttpChannel().getRequest() == null
				&& endPoint instanceof AbstractEndPoint selected && selected.getFillInterest().isInterested();
	}

}
