package com.example.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A server of a service registry that records what it is told, in the words of its
 * protocol.
 */
abstract class RecordingRegistry implements AutoCloseable {

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	RecordingRegistry() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			URI uri = exchange.getRequestURI();
			String query = (uri.getQuery() != null) ? "?" + uri.getQuery().replaceAll("&?lastDirtyTimestamp=\\d+", "")
					: "";
			String call = exchange.getRequestMethod() + " " + uri.getPath() + query;
			String answer = answer(call, body);
			byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.getResponseHeaders().set("X-Consul-Index", "1");
			exchange.sendResponseHeaders(200, (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
		}
	}

	abstract String answer(String call, String body);

	void record(String call) {
		this.calls.add(call);
	}

	List<String> calls() {
		return this.calls;
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * The REST operations of Eureka.
	 *
	 * @see <a href=
	 * "https://github.com/Netflix/eureka/wiki/Eureka-REST-operations">Eureka REST
	 * operations</a>
	 */
	static final class Eureka extends RecordingRegistry {

		private static final Pattern STATUS = Pattern.compile("\"status\":\"([A-Z_]+)\"");

		private static final Pattern OVERRIDE = Pattern.compile("PUT /eureka/apps/SHOP/shop-1/status\\?value=(\\w+)");

		private volatile String instance = "";

		@Override
		String answer(String call, String body) {
			Matcher override = OVERRIDE.matcher(call);
			if (call.equals("POST /eureka/apps/SHOP")) {
				this.instance = body;
				Matcher status = STATUS.matcher(body);
				record(call + (status.find() ? " " + status.group(1) : ""));
				return "";
			}
			if (override.matches()) {
				this.instance = STATUS.matcher(this.instance).replaceFirst("\"status\":\"" + override.group(1) + "\"");
				record(call);
				return "";
			}
			if (call.equals("GET /eureka/apps/SHOP/shop-1")) {
				return this.instance;
			}
			if (call.startsWith("DELETE ")) {
				record(call);
				return "";
			}
			return call.startsWith("PUT ") ? ""
					: "{\"applications\":{\"versions__delta\":\"1\",\"apps__hashcode\":\"\",\"application\":[]}}";
		}

	}

	/**
	 * The HTTP API of Consul's agent.
	 *
	 * @see <a href= "https://developer.hashicorp.com/consul/api-docs/agent/service">Consul
	 * service API</a>
	 */
	static final class Consul extends RecordingRegistry {

		private static final String MAINTENANCE = """
				[{"Node":"n","CheckID":"_service_maintenance:shop-1","Name":"Service Maintenance Mode",
				"Status":"critical","Notes":"","Output":"","ServiceID":"shop-1","ServiceName":"shop"}]""";

		private volatile boolean maintenance;

		@Override
		String answer(String call, String body) {
			if (call.startsWith("PUT ")) {
				record(call);
				this.maintenance = call.equals("PUT /v1/agent/service/maintenance/shop-1?enable=true")
						|| this.maintenance && !call.endsWith("?enable=false");
				return "";
			}
			if (call.startsWith("GET /v1/health/checks/shop")) {
				return this.maintenance ? MAINTENANCE : "[]";
			}
			return call.startsWith("GET /v1/catalog/services") ? "{}" : "[]";
		}

	}

}
