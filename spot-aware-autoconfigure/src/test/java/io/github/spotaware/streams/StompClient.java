package io.github.spotaware.streams;

import static org.awaitility.Awaitility.await;

/**
 * Speaks STOMP over a WebSocket session.
 */
final class StompClient {

	private StompClient() {
	}

	/**
	 * Connect, and subscribe to the answers.
	 */
	static SocketClient subscribed(SocketClient socket) {
		socket.send("CONNECT\naccept-version:1.2\nhost:localhost\n\n\0");
		await().until(() -> !socket.received().isEmpty());
		socket.send("SUBSCRIBE\nid:0\ndestination:/topic/answers\nreceipt:subscribed\n\n\0");
		await().until(() -> {
			socket.send("SEND\ndestination:/topic/answers\n\nready\0"); // may overtake
			return socket.received().size() > 1;
		});
		return socket;
	}

	/**
	 * Send a message to a controller.
	 */
	static void send(SocketClient socket, String name, String body) {
		socket.send("SEND\ndestination:/app/%s\n\n%s\0".formatted(name, body));
	}

}
