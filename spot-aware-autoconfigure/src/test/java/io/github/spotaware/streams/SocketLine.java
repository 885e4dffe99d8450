package io.github.spotaware.streams;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A WebSocket session.
 *
 * @param socket the session
 * @param ask sends a text in the way of its protocol
 * @param answer shows how the answer to a text looks
 * @param uses how often it was used
 */
record SocketLine(SocketClient socket, BiConsumer<SocketClient, String> ask, UnaryOperator<String> answer,
		AtomicInteger uses) implements Line {

	static SocketLine raw(SocketClient socket) {
		return new SocketLine(socket, SocketClient::send, (text) -> text, new AtomicInteger());
	}

	static SocketLine stomp(SocketClient socket) {
		return new SocketLine(StompClient.subscribed(socket), (client, text) -> StompClient.send(client, "echo", text),
				(text) -> text + " echoed", new AtomicInteger());
	}

	static SocketLine sockJs(SocketClient socket) {
		return new SocketLine(socket, (client, text) -> client.send("[\"%s\"]".formatted(text)),
				(text) -> "a[\"%s\"]".formatted(text), new AtomicInteger());
	}

	@Override
	public void use() {
		String text = "use-%d-of-%s".formatted(this.uses.incrementAndGet(), System.identityHashCode(this.socket));
		this.ask.accept(this.socket, text);
		await().until(() -> this.socket.received()
			.stream()
			.anyMatch((received) -> received.contains(this.answer.apply(text))));
	}

	@Override
	public boolean hasEnded() {
		return this.socket.isClosed();
	}

	@Override
	public void assertSentAway() throws Exception {
		assertThat(this.socket.closed()).isEqualTo(1001);
	}

	@Override
	public void close() {
		this.socket.close();
	}

}
