package io.github.spotaware.sample.fleet;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * Serves the live page, what it shows, and the interrupt button, on loopback only.
 */
final class FleetControl implements AutoCloseable {

	private static final Pattern INTERRUPT = Pattern.compile("/instances/(\\d{1,6})/interrupt");

	private static final String TEXT = "text/plain; charset=utf-8";

	private final JsonMapper mapper = new JsonMapper();

	private final HttpServer server;

	private final Supplier<FleetView> view;

	private final IntPredicate interrupt;

	private final String page;

	FleetControl(int preferredPort, Supplier<FleetView> view, IntPredicate interrupt) throws IOException {
		this.view = view;
		this.interrupt = interrupt;
		this.page = new ClassPathResource("fleet.html").getContentAsString(StandardCharsets.UTF_8);
		this.server = listen(preferredPort);
		this.server.setExecutor(Executors.newFixedThreadPool(2, (task) -> {
			Thread thread = new Thread(task, "fleet-control");
			thread.setDaemon(true);
			return thread;
		}));
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	private static HttpServer listen(int preferredPort) throws IOException {
		try {
			return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), preferredPort), 0);
		}
		catch (BindException ex) {
			return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
	}

	String uri() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			Matcher interruption = INTERRUPT.matcher(path);
			if (interruption.matches()) {
				interrupt(exchange, Integer.parseInt(interruption.group(1)));
			}
			else if (path.equals("/fleet")) {
				answer(exchange, 200, "application/json", this.mapper.writeValueAsString(this.view.get()));
			}
			else if (path.equals("/")) {
				answer(exchange, 200, "text/html; charset=utf-8", this.page);
			}
			else {
				answer(exchange, 404, TEXT, "Nothing here\n");
			}
		}
	}

	private void interrupt(HttpExchange exchange, int number) throws IOException {
		if (!exchange.getRequestMethod().equals("POST")) {
			answer(exchange, 405, TEXT, "Use POST\n");
		}
		else if (this.interrupt.test(number)) {
			answer(exchange, 202, TEXT, "Instance %d has its notice\n".formatted(number));
		}
		else {
			answer(exchange, 409, TEXT, "Instance %d cannot be interrupted\n".formatted(number));
		}
	}

	private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.getResponseHeaders().set("Cache-Control", "no-store");
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
