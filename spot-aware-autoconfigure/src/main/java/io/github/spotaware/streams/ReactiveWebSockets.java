package io.github.spotaware.streams;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.spotaware.Ticker;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.server.ServerWebExchange;

/**
 * Lets the adapter that would do a handshake of Spring WebFlux do it, with a handler that
 * sees the session.
 */
final class ReactiveWebSockets implements HandlerAdapter, Ordered {

	private final Supplier<Stream<HandlerAdapter>> adapters;

	private final OpenStreams streams;

	private final Ticker ticker;

	ReactiveWebSockets(Supplier<Stream<HandlerAdapter>> adapters, OpenStreams streams, Ticker ticker) {
		this.adapters = adapters;
		this.streams = streams;
		this.ticker = ticker;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean supports(Object handler) {
		return handler instanceof WebSocketHandler;
	}

	@Override
	public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
		HandlerAdapter next = this.adapters.get()
			.filter((adapter) -> adapter != this && adapter.supports(handler))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No HandlerAdapter for '%s'".formatted(handler)));
		Tracked tracked = new Tracked((WebSocketHandler) handler, this.streams, this.ticker);
		return next.handle(exchange, next.supports(tracked) ? tracked : handler);
	}

	/**
	 * A handler whose sessions are seen.
	 */
	private record Tracked(WebSocketHandler handler, OpenStreams streams, Ticker ticker) implements WebSocketHandler {

		@Override
		public List<String> getSubProtocols() {
			return this.handler.getSubProtocols();
		}

		@Override
		public Mono<Void> handle(WebSocketSession session) {
			ReactiveWebSocket stream = new ReactiveWebSocket(session, this.ticker);
			this.streams.opened(stream);
			return Mono.defer(() -> this.handler.handle(new TrackedWebSocketSession(session, stream)))
				.then(Mono.defer(stream::closeIfTold))
				.doFinally((signal) -> this.streams.closed(stream));
		}

	}

}
