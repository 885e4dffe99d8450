package io.github.spotaware.sqs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The API of EC2 Auto Scaling, as far as lifecycle actions are concerned.
 */
public final class ScriptedAutoScaling implements AutoCloseable {

	private final HttpServer server;

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private volatile int status = 200;

	private volatile String code = "";

	public ScriptedAutoScaling() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	public URI endpoint() {
		return URI.create("http://localhost:" + this.server.getAddress().getPort());
	}

	public List<String> calls() {
		return this.calls;
	}

	void refuse(int with, String error) {
		this.status = with;
		this.code = error;
	}

	private void answer(HttpExchange exchange) throws IOException {
		String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.calls.add(question);
		String action = question.replaceAll("^Action=(\\w+).*", "$1");
		String answer = (this.status == 200) ? "<%1$sResponse><%1$sResult/></%1$sResponse>".formatted(action)
				: "<ErrorResponse><Error><Code>%s</Code><Message>No</Message></Error></ErrorResponse>"
					.formatted(this.code);
		byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(this.status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
