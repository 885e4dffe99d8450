package io.github.spotaware.streams;

import java.io.IOException;
import java.net.URI;

import io.github.spotaware.Farewell;
import io.github.spotaware.OpenStream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * A WebSocket session of Spring MVC. Closes when none of its messages is being handled.
 */
final class ServletWebSocket extends LongLived {

	private static final Log logger = LogFactory.getLog(ServletWebSocket.class);

	private final WebSocketSession session;

	private int handling;

	private @Nullable Farewell farewell;

	ServletWebSocket(WebSocketSession session) {
		super(new OpenStream(OpenStream.Kind.WEB_SOCKET, path(session.getUri()), session.getAcceptedProtocol()));
		this.session = session;
	}

	private static String path(@Nullable URI uri) {
		return (uri != null && uri.getRawPath() != null) ? uri.getRawPath() : "";
	}

	/**
	 * See a message, or a part of one, that is being handled.
	 */
	synchronized void begin() {
		this.handling++;
	}

	/**
	 * See that it was handled, and close if it is time to.
	 */
	void end() {
		Farewell due;
		synchronized (this) {
			this.handling--;
			due = takeIfIdle();
		}
		close(due);
	}

	@Override
	void leave(Farewell told) {
		Farewell due;
		synchronized (this) {
			this.farewell = told;
			due = takeIfIdle();
		}
		close(due);
	}

	@Override
	synchronized void stay() {
		this.farewell = null;
	}

	private @Nullable Farewell takeIfIdle() {
		Farewell due = (this.handling <= 0) ? this.farewell : null;
		if (due != null) {
			this.farewell = null;
		}
		return due;
	}

	private void close(@Nullable Farewell due) {
		if (due == null || !this.session.isOpen()) {
			return;
		}
		try {
			if (due.lastMessage() != null) {
				sendLast(due.lastMessage());
			}
			this.session.close(CloseStatus.GOING_AWAY);
		}
		catch (IOException ex) {
			logger.debug("%s could not be closed: its client is gone".formatted(description()), ex);
		}
	}

	private void sendLast(String message) throws IOException {
		try {
			this.session.sendMessage(new TextMessage(message));
		}
		catch (IllegalStateException ex) {
			logger.debug("%s gets no last message: another one is being sent".formatted(description()), ex);
		}
	}

}
