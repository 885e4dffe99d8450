package io.github.spotaware.web;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;

import org.springframework.boot.jetty.JettyWebServerFactory;

/**
 * Keeps the address of Jetty's socket where Jetty puts a forwarded one in its place.
 */
final class JettyPeerAddress implements HttpConfiguration.Customizer {

	/**
	 * Keep it if there is need to. To be called when the other server customizers are in
	 * place.
	 */
	static void addIfNeeded(JettyWebServerFactory factory) {
		factory.addServerCustomizers((server) -> configurations(server).forEach((configuration) -> {
			List<HttpConfiguration.Customizer> customizers = configuration.getCustomizers();
			if (factory.isUseForwardHeaders()
					|| customizers.stream().anyMatch(ForwardedRequestCustomizer.class::isInstance)) {
				customizers.add(0, new JettyPeerAddress());
			}
		}));
	}

	private static Stream<HttpConfiguration> configurations(Server server) {
		return Arrays.stream(server.getConnectors())
			.map(Connector::getConnectionFactories)
			.flatMap((factories) -> factories.stream())
			.filter(HttpConfiguration.ConnectionFactory.class::isInstance)
			.map((factory) -> ((HttpConfiguration.ConnectionFactory) factory).getHttpConfiguration())
			.distinct();
	}

	@Override
	public Request customize(Request request, HttpFields.Mutable responseHeaders) {
		if (request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer
				&& !peer.isUnresolved()) {
			request.setAttribute(ServletRequests.PEER_ATTRIBUTE, peer.getAddress());
		}
		return request;
	}

}
