package io.github.spotaware.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;

/**
 * Does the handshakes of Spring MVC's WebSocket support, raw, STOMP and SockJS, with a
 * handler that sees the sessions. A subclass of its request handlers is left as it is.
 */
final class ServletWebSockets implements HandlerAdapter, Ordered {

	private final OpenStreams streams;

	private final Map<HttpRequestHandler, HttpRequestHandler> tracked = new ConcurrentHashMap<>();

	private final Map<String, ServletWebSocket> sessions = new ConcurrentHashMap<>();

	ServletWebSockets(OpenStreams streams) {
		this.streams = streams;
	}

	/**
	 * Return a session by its id, or {@code null} if it is not open.
	 */
	@Nullable ServletWebSocket session(String id) {
		return this.sessions.get(id);
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean supports(Object handler) {
		return handler.getClass() == WebSocketHttpRequestHandler.class
				|| handler.getClass() == SockJsHttpRequestHandler.class;
	}

	@Override
	public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws Exception {
		this.tracked.computeIfAbsent((HttpRequestHandler) handler, this::track).handleRequest(request, response);
		return null;
	}

	private HttpRequestHandler track(HttpRequestHandler handler) {
		if (handler instanceof SockJsHttpRequestHandler sockJs) {
			return new SockJsHttpRequestHandler(sockJs.getSockJsService(), track(sockJs.getWebSocketHandler()));
		}
		WebSocketHttpRequestHandler original = (WebSocketHttpRequestHandler) handler;
		WebSocketHttpRequestHandler replacement = new WebSocketHttpRequestHandler(track(original.getWebSocketHandler()),
				original.getHandshakeHandler()) {

			@Override
			protected WebSocketHandler decorate(WebSocketHandler decorated) {
				return decorated; // by the original already
			}

		};
		replacement.setHandshakeInterceptors(original.getHandshakeInterceptors());
		return replacement;
	}

	private WebSocketHandler track(WebSocketHandler handler) {
		return new TrackedWebSocketHandler(handler, this.streams, this.sessions);
	}

}
