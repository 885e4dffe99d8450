package io.github.spotaware.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.Adapter;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SocketWrapperBase;

import org.springframework.boot.tomcat.TomcatWebServerFactory;

/**
 * Knows Tomcat's HTTP/2 connections by standing between its connectors and its protocol.
 */
final class TomcatHttp2 implements Http2Server {

	/**
	 * Beyond the end of any drain, which may stand by for hours, and of the connections
	 * that are let go and stay when it is taken back. Tomcat would drop each request that
	 * comes later than this after the first GOAWAY, and by default that is a round trip
	 * it may never have measured. Not the most there is: Tomcat adds it to a time.
	 */
	private static final long DRAIN_TIMEOUT = TimeUnit.DAYS.toNanos(365);

	private final Http2Connections connections;

	/**
	 * Those that are closed disappear with their connections, which alone refer to them.
	 */
	private final Set<TomcatHttp2Connection> open = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final Map<Http2Protocol, Long> keepAliveTimeouts = new ConcurrentHashMap<>();

	TomcatHttp2(Http2Connections connections) {
		this.connections = connections;
	}

	/**
	 * Stand between: of several protocols of one name the last one counts. To be called
	 * when the connectors are otherwise complete.
	 */
	void addTo(TomcatWebServerFactory factory) {
		factory.addConnectorCustomizers(this::standBetween);
		factory.getAdditionalConnectors().forEach(this::standBetween);
		this.connections.add(this);
	}

	private void standBetween(Connector connector) {
		for (UpgradeProtocol protocol : connector.findUpgradeProtocols()) {
			if ("h2".equals(protocol.getAlpnName())) {
				if (protocol instanceof Http2Protocol http2) {
					prepare(http2);
				}
				connector.addUpgradeProtocol(new TomcatHttp2Protocol(protocol, this, connector.getProtocolHandler()));
			}
		}
	}

	private void prepare(Http2Protocol protocol) {
		this.keepAliveTimeouts.put(protocol, protocol.getKeepAliveTimeout());
		if (protocol.getDrainTimeout() == 0) {
			protocol.setDrainTimeout(DRAIN_TIMEOUT);
		}
	}

	TomcatHttp2Connection open(SocketWrapperBase<?> socket, Adapter adapter, ProtocolHandler handler) {
		TomcatHttp2Connection connection = new TomcatHttp2Connection(this.connections, socket, adapter, handler);
		this.open.add(connection);
		return connection;
	}

	/**
	 * {@inheritDoc} By Tomcat itself, which has the time of a connection begin when no
	 * request is open on it.
	 */
	@Override
	public int letGo() {
		long silence = Http2Connections.SILENCE.toMillis();
		this.keepAliveTimeouts.forEach((protocol, timeout) -> {
			if (timeout < 0 || timeout > silence) {
				protocol.setKeepAliveTimeout(silence);
			}
		});
		List<TomcatHttp2Connection> all = all();
		all.forEach(TomcatHttp2Connection::letGo);
		return all.size();
	}

	@Override
	public void end() {
		all().forEach(TomcatHttp2Connection::end);
	}

	private List<TomcatHttp2Connection> all() {
		List<TomcatHttp2Connection> all;
		synchronized (this.open) {
			all = new ArrayList<>(this.open);
		}
		all.removeIf(TomcatHttp2Connection::isClosed);
		return all;
	}

	@Override
	public void keep() {
		this.keepAliveTimeouts.forEach(Http2Protocol::setKeepAliveTimeout);
	}

}
