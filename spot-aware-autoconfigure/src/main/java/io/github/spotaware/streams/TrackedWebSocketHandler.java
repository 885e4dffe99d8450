package io.github.spotaware.streams;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

/**
 * Sees the sessions of a handler of Spring MVC, from their opening until they are closed.
 */
final class TrackedWebSocketHandler extends WebSocketHandlerDecorator {

	private final OpenStreams streams;

	private final Map<String, ServletWebSocket> sessions;

	/**
	 * Those of which a part of a message came, but not the last one.
	 */
	private final Set<String> amidst = ConcurrentHashMap.newKeySet();

	TrackedWebSocketHandler(WebSocketHandler delegate, OpenStreams streams, Map<String, ServletWebSocket> sessions) {
		super(delegate);
		this.streams = streams;
		this.sessions = sessions;
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) throws Exception {
		ServletWebSocket stream = new ServletWebSocket(session);
		stream.begin();
		this.sessions.put(session.getId(), stream);
		this.streams.opened(stream);
		try {
			super.afterConnectionEstablished(session);
		}
		finally {
			stream.end();
		}
	}

	@Override
	public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
		ServletWebSocket stream = this.sessions.get(session.getId());
		if (stream == null) {
			super.handleMessage(session, message);
			return;
		}
		if (!this.amidst.remove(session.getId())) {
			stream.begin();
		}
		boolean over = message.isLast();
		try {
			super.handleMessage(session, message);
		}
		finally {
			if (over) {
				stream.end();
			}
			else {
				this.amidst.add(session.getId());
			}
		}
	}

	@Override
	public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
		ServletWebSocket stream = this.sessions.remove(session.getId());
		this.amidst.remove(session.getId());
		if (stream != null) {
			this.streams.closed(stream);
		}
		super.afterConnectionClosed(session, status);
	}

}
