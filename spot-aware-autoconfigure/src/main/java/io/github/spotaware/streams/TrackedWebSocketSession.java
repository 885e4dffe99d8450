package io.github.spotaware.streams;

import java.util.Map;
import java.util.function.Function;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;

/**
 * A session as its handler sees it: what it receives and sends can end before the session
 * does.
 */
record TrackedWebSocketSession(WebSocketSession session, ReactiveWebSocket stream) implements WebSocketSession {

	@Override
	public String getId() {
		return this.session.getId();
	}

	@Override
	public HandshakeInfo getHandshakeInfo() {
		return this.session.getHandshakeInfo();
	}

	@Override
	public DataBufferFactory bufferFactory() {
		return this.session.bufferFactory();
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.session.getAttributes();
	}

	@Override
	public Flux<WebSocketMessage> receive() {
		return this.stream.receive();
	}

	@Override
	public Mono<Void> send(Publisher<WebSocketMessage> messages) {
		return this.stream.send(messages);
	}

	@Override
	public boolean isOpen() {
		return this.session.isOpen();
	}

	@Override
	public Mono<Void> close(CloseStatus status) {
		return this.session.close(status);
	}

	@Override
	public Mono<CloseStatus> closeStatus() {
		return this.session.closeStatus();
	}

	@Override
	public WebSocketMessage textMessage(String payload) {
		return this.session.textMessage(payload);
	}

	@Override
	public WebSocketMessage binaryMessage(Function<DataBufferFactory, DataBuffer> payload) {
		return this.session.binaryMessage(payload);
	}

	@Override
	public WebSocketMessage pingMessage(Function<DataBufferFactory, DataBuffer> payload) {
		return this.session.pingMessage(payload);
	}

	@Override
	public WebSocketMessage pongMessage(Function<DataBufferFactory, DataBuffer> payload) {
		return this.session.pongMessage(payload);
	}

}
