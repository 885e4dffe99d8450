package io.github.spotaware;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How an open stream ends when the application leaves.
 *
 * @param closes whether it is closed
 * @param lastMessage what is sent before: a text message of a WebSocket session, the data
 * of an event; the description of the status of a gRPC call
 */
public record Farewell(boolean closes, @Nullable String lastMessage) {

	/**
	 * Create a farewell.
	 * @param closes whether the stream is closed
	 * @param lastMessage what is sent before; {@code null} where the stream is left alone
	 */
	public Farewell {
		if (!closes && lastMessage != null) {
			throw new IllegalArgumentException("A stream that is left alone has no last message");
		}
	}

	/**
	 * Return that it is closed: a WebSocket session with 1001 (going away), an event
	 * stream by its end, after a hint when to reconnect, a gRPC call with
	 * {@code UNAVAILABLE}.
	 * @return the farewell
	 */
	public static Farewell close() {
		return new Farewell(true, null);
	}

	/**
	 * Return that it is closed after a message of our own. Over STOMP the message must be
	 * a frame.
	 * @param lastMessage the message
	 * @return the farewell
	 */
	public static Farewell closeAfter(String lastMessage) {
		return new Farewell(true, Objects.requireNonNull(lastMessage));
	}

	/**
	 * Return that nothing is done: somebody else ends it, or the shutdown of the server
	 * does, which may wait for it.
	 * @return the farewell
	 */
	public static Farewell leaveAlone() {
		return new Farewell(false, null);
	}

}
