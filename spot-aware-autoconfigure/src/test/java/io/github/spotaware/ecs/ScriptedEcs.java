package io.github.spotaware.ecs;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers as the task metadata endpoint of a container, and as the ECS API. Of several
 * answers to the same question the last one stays.
 */
final class ScriptedEcs implements AutoCloseable {

	static final String CONTAINER = "/v4/0123456789abcdef";

	static final String TASK = CONTAINER + "/task";

	private static final Answer HANGING = new Answer(-1, "");

	private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final List<String> bodies = new CopyOnWriteArrayList<>();

	private final CountDownLatch hanging = new CountDownLatch(1);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	ScriptedEcs() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	static String fixture(String name) {
		try (InputStream in = ScriptedEcs.class.getResourceAsStream("/fixtures/" + name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/**
	 * The address that stands for our container.
	 */
	URI container() {
		return this.endpoint().resolve(CONTAINER);
	}

	/**
	 * Script an answer.
	 * @param question a path of the task metadata, or an action of the API
	 */
	ScriptedEcs answer(String question, int status, String body) {
		this.answers.computeIfAbsent(question, (key) -> new ArrayDeque<>()).add(new Answer(status, body));
		return this;
	}

	ScriptedEcs answer(String question, String body) {
		return answer(question, 200, body);
	}

	ScriptedEcs answerWith(String question, String fixture) {
		return answer(question, fixture(fixture));
	}

	ScriptedEcs deny(String action) {
		return answer(action, 400, fixture("ecs-error-access-denied.json"));
	}

	ScriptedEcs hang(String question) {
		this.answers.computeIfAbsent(question, (key) -> new ArrayDeque<>()).add(HANGING);
		return this;
	}

	/**
	 * Answer as a task of a fixture in which the container is called 'app'.
	 */
	ScriptedEcs task(String fixture) {
		return answerWith(TASK, fixture).answer(CONTAINER, "{\"Name\":\"app\",\"DockerId\":\"0123456789abcdef\"}");
	}

	List<String> requests() {
		return this.requests;
	}

	List<String> bodies() {
		return this.bodies;
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
			String question = (target != null) ? target.substring(target.lastIndexOf('.') + 1)
					: exchange.getRequestURI().getPath();
			this.requests.add(question);
			this.bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			Answer answer = next(question);
			if (answer.equals(HANGING)) {
				this.hanging.await(30, TimeUnit.SECONDS);
				return;
			}
			byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders()
				.add("Content-Type", (target != null) ? "application/x-amz-json-1.1" : "application/json");
			exchange.sendResponseHeaders(answer.status(), (body.length > 0) ? body.length : -1);
			exchange.getResponseBody().write(body);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Answer next(String question) {
		Deque<Answer> scripted = this.answers.getOrDefault(question, new ArrayDeque<>());
		synchronized (scripted) {
			if (scripted.isEmpty()) {
				return new Answer(404, "");
			}
			return (scripted.size() > 1) ? scripted.remove() : scripted.element();
		}
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
