package io.github.spotaware.web;

import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.Request;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Notices each connection that Tomcat's own protocol takes over.
 * <p>
 * It is that one which Tomcat tells about its connector, since it is still registered.
 */
final class TomcatHttp2Protocol implements UpgradeProtocol {

	private final UpgradeProtocol tomcats;

	private final TomcatHttp2 http2;

	private final ProtocolHandler handler;

	TomcatHttp2Protocol(UpgradeProtocol tomcats, TomcatHttp2 http2, ProtocolHandler handler) {
		this.tomcats = tomcats;
		this.http2 = http2;
		this.handler = handler;
	}

	@Override
	public String getHttpUpgradeName(boolean secure) {
		return this.tomcats.getHttpUpgradeName(secure);
	}

	@Override
	public byte[] getAlpnIdentifier() {
		return this.tomcats.getAlpnIdentifier();
	}

	@Override
	public String getAlpnName() {
		return this.tomcats.getAlpnName();
	}

	@Override
	public boolean accept(Request request) {
		return this.tomcats.accept(request);
	}

	/**
	 * Take a connection that speaks HTTP/2 from its first byte.
	 */
	@Override
	public Processor getProcessor(SocketWrapperBase<?> socket, Adapter adapter) {
		TomcatHttp2Connection connection = this.http2.open(socket, adapter, this.handler);
		Processor processor = this.tomcats.getProcessor(socket, connection);
		connection.goAwayBy(processor::pause, processor::timeoutAsync);
		return processor;
	}

	/**
	 * Take a connection that spoke HTTP/1.1 until now.
	 */
	@Override
	public InternalHttpUpgradeHandler getInternalUpgradeHandler(SocketWrapperBase<?> socket, Adapter adapter,
			Request request) {
		TomcatHttp2Connection connection = this.http2.open(socket, adapter, this.handler);
		InternalHttpUpgradeHandler handler = this.tomcats.getInternalUpgradeHandler(socket, connection, request);
		connection.goAwayBy(handler::pause, handler::timeoutAsync);
		return handler;
	}

}
