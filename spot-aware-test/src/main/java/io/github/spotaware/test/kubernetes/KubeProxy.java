package io.github.spotaware.test.kubernetes;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.github.spotaware.test.wire.Engine;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;

/**
 * Carries connections to the pods of a service without looking into them: chooses a pod
 * for each new connection, at random, and never for one that stands, as in
 * <a href= "https://kubernetes.io/docs/reference/networking/virtual-ips/">Virtual IPs and
 * Service Proxies</a>. Pods see the source addresses of the callers. Safe for use by
 * several threads.
 */
public final class KubeProxy {

	private static final String HOST = "127.0.0.1";

	private final Vertx vertx;

	private final Journal journal;

	private final LongSupplier ticker;

	private final Random random;

	private final NetServer server;

	private final Map<String, NetClient> clients = new ConcurrentHashMap<>();

	private final Map<String, Integer> connections = new ConcurrentHashMap<>();

	private final Map<String, Long> lastAnswers = new ConcurrentHashMap<>();

	private volatile List<ServiceEndpoint> usable = List.of();

	private KubeProxy(Vertx vertx, Journal journal, LongSupplier ticker, long seed) {
		this.vertx = vertx;
		this.journal = journal;
		this.ticker = ticker;
		this.random = new Random(seed);
		this.server = vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true)).connectHandler(this::accept);
	}

	static KubeProxy start(Vertx vertx, Journal journal, LongSupplier ticker, long seed) {
		KubeProxy proxy = new KubeProxy(vertx, journal, ticker, seed);
		Engine.await(proxy.server.listen(0, HOST));
		return proxy;
	}

	/**
	 * Puts other rules in place. Connections that stand are left alone.
	 */
	void program(List<ServiceEndpoint> slice) {
		List<String> before = pods();
		this.usable = ServiceEndpoint.usable(slice);
		List<String> after = pods();
		after.stream()
			.filter((pod) -> !before.contains(pod))
			.forEach((pod) -> this.journal.add(PodEvent.Kind.CHOSEN, pod));
		before.stream()
			.filter((pod) -> !after.contains(pod))
			.forEach((pod) -> this.journal.add(PodEvent.Kind.CHOSEN_NO_MORE, pod));
	}

	/**
	 * Returns where callers connect.
	 * @return scheme, host and port
	 */
	public URI uri() {
		return URI.create("http://" + HOST + ":" + this.server.actualPort());
	}

	/**
	 * Returns the pods that new connections can go to.
	 * @return their names
	 */
	public List<String> pods() {
		return this.usable.stream().map(ServiceEndpoint::pod).toList();
	}

	/**
	 * Returns how many connections to a pod stand.
	 * @param pod the pod
	 * @return the count
	 */
	public int connections(FakePod pod) {
		return this.connections.getOrDefault(pod.name(), 0);
	}

	/**
	 * Returns when a pod last sent something to a caller.
	 * @param pod the pod
	 * @return a time on the scale of {@link System#nanoTime()}, or {@code null} if it
	 * never did
	 */
	public @Nullable Long lastAnswer(FakePod pod) {
		return this.lastAnswers.get(pod.name());
	}

	private void accept(NetSocket caller) {
		Connection connection = new Connection(caller);
		ServiceEndpoint endpoint = choose();
		if (endpoint == null) {
			connection.reject();
			return;
		}
		this.clients.computeIfAbsent(caller.remoteAddress().hostAddress(), this::client)
			.connect(endpoint.port(), endpoint.address())
			.onComplete((pod) -> {
				this.connections.merge(endpoint.pod(), 1, Integer::sum);
				connection.join(pod, () -> this.lastAnswers.put(endpoint.pod(), this.ticker.getAsLong()),
						() -> this.connections.merge(endpoint.pod(), -1, Integer::sum));
			}, (cause) -> connection.reject());
	}

	private NetClient client(String source) {
		return this.vertx.createNetClient(new NetClientOptions().setLocalAddress(source).setTcpNoDelay(true));
	}

	private @Nullable ServiceEndpoint choose() {
		List<ServiceEndpoint> candidates = this.usable;
		return candidates.isEmpty() ? null : candidates.get(this.random.nextInt(candidates.size()));
	}

}
