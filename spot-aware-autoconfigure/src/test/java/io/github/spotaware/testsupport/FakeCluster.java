package io.github.spotaware.testsupport;

import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * The API server of a cluster: fabric8's mock server in CRUD mode, with what can go wrong
 * besides. Calls are named such as {@code list pods} and {@code watch nodes}.
 */
public final class FakeCluster implements AutoCloseable {

	private final KubernetesSerialization json = new KubernetesSerialization();

	private final Calls calls = new Calls();

	private KubernetesMockServer server;

	private final int port;

	public FakeCluster() {
		this.server = serve(0);
		this.port = this.server.getPort();
	}

	private KubernetesMockServer serve(int at) {
		MockWebServer web = new MockWebServer();
		web.setHttp2ClearTextEnabled(false);
		KubernetesMockServer started = new KubernetesMockServer(new Context(), web, new HashMap<>(), this.calls, false);
		started.init(InetAddress.getLoopbackAddress(), at);
		return started;
	}

	public URI url() {
		return URI.create("http://localhost:" + this.port);
	}

	/**
	 * Return a new client.
	 */
	public KubernetesClient client() {
		return this.server.createClient();
	}

	/**
	 * Create an object, or put it in the place of what has its name.
	 */
	public void put(HasMetadata object) {
		this.calls.put(path(object), object);
	}

	public void remove(HasMetadata object) {
		this.calls.put(path(object), null);
	}

	private static String path(HasMetadata object) {
		String namespace = object.getMetadata().getNamespace();
		return "/api/v1%s/%s/%s".formatted((namespace != null) ? "/namespaces/" + namespace : "", object.getPlural(),
				object.getMetadata().getName());
	}

	/**
	 * Answer a call with an error from now on.
	 */
	public void refuse(String call, int status) {
		this.calls.refused.put(call, status);
	}

	public void refuseNothing() {
		this.calls.refused.clear();
	}

	/**
	 * Accept no other token from now on.
	 */
	public void accept(String token) {
		this.calls.token = token;
	}

	/**
	 * Say to the next watch that its resource version is too old.
	 */
	public void expire(String resource) {
		this.calls.expired.add(resource);
	}

	/**
	 * Say nothing to those who begin to watch from now on.
	 */
	public void silent(boolean silent) {
		this.calls.silent = silent;
	}

	/**
	 * Say what nobody has asked for to all who watch.
	 */
	public void say(String event) {
		this.calls.watches.forEach((watch) -> watch.send(event));
	}

	/**
	 * End all watches.
	 */
	public void endWatches() {
		this.calls.watches.forEach((watch) -> watch.close(1001, "going away"));
		this.calls.watches.clear();
	}

	/**
	 * Return what was asked so far.
	 */
	public List<String> calls() {
		return this.calls.made;
	}

	public long calls(String call) {
		return this.calls.made.stream().filter(call::equals).count();
	}

	/**
	 * Break all connections and accept no more.
	 */
	public void stop() {
		this.server.destroy();
	}

	/**
	 * Come back, with the same objects.
	 */
	public void restart() {
		this.server = serve(this.port);
	}

	@Override
	public void close() {
		this.server.destroy();
	}

	/**
	 * Answers calls.
	 */
	private final class Calls extends Dispatcher {

		private final List<String> made = new CopyOnWriteArrayList<>();

		private final Map<String, Integer> refused = new ConcurrentHashMap<>();

		private final Set<String> expired = ConcurrentHashMap.newKeySet();

		private final List<WebSocket> watches = new CopyOnWriteArrayList<>();

		private final KubernetesCrudDispatcher objects = new KubernetesCrudDispatcher();

		private volatile @Nullable String token;

		private volatile boolean silent;

		synchronized void put(String path, @Nullable HasMetadata object) {
			AttributeSet key = this.objects.getKey(path);
			Map.Entry<AttributeSet, String> before = this.objects.findResource(key);
			String text = null;
			if (object != null) {
				object.getMetadata().setResourceVersion(String.valueOf(this.objects.requestResourceVersion()));
				text = FakeCluster.this.json.asJson(object);
			}
			this.objects.processEvent(path, key, (before != null) ? before.getKey() : null, null, text);
		}

		@Override
		public synchronized MockResponse dispatch(RecordedRequest request) {
			String path = request.getPath();
			String resource = path.replaceAll("^.*/([a-z]+)(\\?.*)?$", "$1");
			boolean watch = path.contains("watch=true");
			String call = "%s %s".formatted(watch ? "watch" : "list", resource);
			this.made.add(call);
			if (this.token != null && !("Bearer " + this.token).equals(request.getHeader("Authorization"))) {
				return status(401, "Unauthorized");
			}
			Integer status = this.refused.get(call);
			if (status != null) {
				return status(status, "%s is refused: User \"shop\" cannot %s resource".formatted(resource, call));
			}
			if (!watch) {
				return this.objects.dispatch(request);
			}
			if (this.expired.remove(resource)) {
				return new MockResponse().withWebSocketUpgrade(new Expired());
			}
			WebSocketListener listener = this.silent ? new WebSocketListener() {
			} : this.objects.dispatch(request).getWebSocketListener();
			return new MockResponse().withWebSocketUpgrade(new Kept(listener, this));
		}

		private static MockResponse status(int code, String message) {
			return new MockResponse().setResponseCode(code).setBody(body(code, message));
		}

		private static String body(int code, String message) {
			return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":%d,\"message\":\"%s\"}"
				.formatted(code, message.replace("\"", "\\\""));
		}

	}

	/**
	 * A watch that begins where nothing is left to begin with.
	 */
	private static final class Expired extends WebSocketListener {

		@Override
		public void onOpen(WebSocket socket, Response response) {
			socket.send(
					"{\"type\":\"ERROR\",\"object\":%s}".formatted(Calls.body(410, "too old resource version: 1 (2)")));
		}

	}

	/**
	 * A watch that can be ended.
	 */
	private static final class Kept extends WebSocketListener {

		private final WebSocketListener listener;

		private final Calls calls;

		Kept(WebSocketListener listener, Calls calls) {
			this.listener = listener;
			this.calls = calls;
		}

		@Override
		public void onOpen(WebSocket socket, Response response) {
			this.calls.watches.add(socket);
			// Looks at the objects.
			synchronized (this.calls) {
				this.listener.onOpen(socket, response);
			}
		}

		@Override
		public void onClosing(WebSocket socket, int code, String reason) {
			this.listener.onClosing(socket, code, reason);
		}

		@Override
		public void onClosed(WebSocket socket, int code, String reason) {
			this.calls.watches.remove(socket);
			aside(() -> this.listener.onClosed(socket, code, reason));
		}

		@Override
		public void onFailure(WebSocket socket, Throwable error, Response response) {
			this.calls.watches.remove(socket);
			aside(() -> this.listener.onFailure(socket, error, response));
		}

		/**
		 * Do what waits for the server's own thread.
		 */
		private static void aside(Runnable task) {
			Thread thread = new Thread(task, "fake-cluster");
			thread.setDaemon(true);
			thread.start();
		}

	}

}
