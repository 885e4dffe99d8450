package io.github.spotaware.streams;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A WebSocket client that keeps what it is sent, and the code of the close frame.
 */
final class SocketClient implements WebSocket.Listener, AutoCloseable {

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Integer> code = new CompletableFuture<>();

	private final StringBuilder part = new StringBuilder();

	private @Nullable WebSocket socket;

	private SocketClient() {
	}

	static SocketClient connect(HttpClient http, URI uri, String... protocols) {
		SocketClient client = new SocketClient();
		WebSocket.Builder builder = http.newWebSocketBuilder();
		if (protocols.length > 0) {
			builder.subprotocols(protocols[0]);
		}
		client.socket = builder.buildAsync(uri, client).join();
		return client;
	}

	void send(String message) {
		socket().sendText(message, true).join();
	}

	List<String> received() {
		return this.received;
	}

	/**
	 * Wait for the close frame, and return its code.
	 */
	int closed() throws Exception {
		return this.code.get(20, TimeUnit.SECONDS);
	}

	boolean isClosed() {
		return this.code.isDone();
	}

	void leave() {
		socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
	}

	private WebSocket socket() {
		WebSocket open = this.socket;
		if (open == null) {
			throw new IllegalStateException("Not connected");
		}
		return open;
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
		this.part.append(data);
		if (last) {
			this.received.add(this.part.toString());
			this.part.setLength(0);
		}
		from.request(1);
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
		this.code.complete(status);
		return null;
	}

	@Override
	public void onError(WebSocket from, Throwable error) {
		this.code.completeExceptionally(error);
	}

	@Override
	public void close() {
		socket().abort();
	}

}
