package io.github.spotaware;

import org.jspecify.annotations.Nullable;

/**
 * Describes a connection that stays open for as long as its caller wants.
 *
 * @param kind what it is
 * @param path the path it was asked for by, as it was sent, context path and all; of a
 * gRPC call {@code /package.Service/Method}
 * @param subProtocol the sub-protocol of a WebSocket session, such as {@code v12.stomp},
 * if one was agreed on
 */
public record OpenStream(Kind kind, String path, @Nullable String subProtocol) {

	/**
	 * The kinds of streams.
	 */
	public enum Kind {

		/**
		 * A WebSocket session.
		 */
		WEB_SOCKET,

		/**
		 * A response of server-sent events.
		 */
		EVENT_STREAM,

		/**
		 * A gRPC call of which the server sends several messages.
		 */
		GRPC_STREAM

	}

}
