package io.github.spotaware.test.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Ends connections with RST.
 */
public final class Resets {

	private Resets() {
	}

	/**
	 * Resets the connection of a request.
	 * @param connection the connection
	 */
	public static void reset(HttpConnection connection) {
		reset(((ConnectionBase) connection).channel());
	}

	/**
	 * Resets a connection.
	 * @param socket the connection
	 */
	public static void reset(NetSocket socket) {
		reset(((ConnectionBase) socket).channel());
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	private static void reset(Channel channel) {
		channel.config().setOption(ChannelOption.SO_LINGER, 0);
		channel.close();
	}

}
