package io.github.spotaware.imds;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers as an instance metadata service that asks for tokens.
 */
final class ScriptedMetadataService implements AutoCloseable {

	private static final String TOKEN_PATH = "/latest/api/token";

	private final Map<String, Answer> answers = new ConcurrentHashMap<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final CountDownLatch hanging = new CountDownLatch(1);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	private final AtomicInteger generation = new AtomicInteger();

	ScriptedMetadataService() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	static String fixture(String name) {
		try (InputStream in = ScriptedMetadataService.class.getResourceAsStream("/fixtures/" + name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	ScriptedMetadataService answer(String path, String body) {
		return answer(path, 200, body);
	}

	ScriptedMetadataService answer(String path, int status, String body) {
		this.answers.put(path, new Answer(status, body));
		return this;
	}

	ScriptedMetadataService answerTokens(int status) {
		return answer(TOKEN_PATH, status, "");
	}

	ScriptedMetadataService absent(String path) {
		this.answers.remove(path);
		return this;
	}

	ScriptedMetadataService hang(String path) {
		return answer(path, -1, "");
	}

	ScriptedMetadataService hangTokens() {
		return hang(TOKEN_PATH);
	}

	void refuseTokensGivenSoFar() {
		this.generation.incrementAndGet();
	}

	List<String> requests() {
		return this.requests;
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			this.requests.add(exchange.getRequestMethod() + " " + path);
			String token = "token-" + this.generation.get();
			Answer answer = this.answers.getOrDefault(path, new Answer(404, ""));
			if (path.equals(TOKEN_PATH)) {
				exchange.getResponseHeaders().add("x-aws-ec2-metadata-token-ttl-seconds", "21600");
				answer = this.answers.getOrDefault(path, new Answer(200, token));
			}
			else if (!token.equals(exchange.getRequestHeaders().getFirst("x-aws-ec2-metadata-token"))) {
				answer = new Answer(401, "");
			}
			send(exchange, answer);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void send(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
		if (answer.status() < 0) {
			this.hanging.await(30, TimeUnit.SECONDS);
			return;
		}
		byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(answer.status(), (body.length > 0) ? body.length : -1);
		exchange.getResponseBody().write(body);
	}

	@Override
	public void close() {
		this.hanging.countDown();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	private record Answer(int status, String body) {
	}

}
