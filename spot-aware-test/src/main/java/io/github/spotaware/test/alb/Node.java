package io.github.spotaware.test.alb;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.spotaware.test.elb.Registration;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.wire.Endpoint;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * Routes requests round robin over the targets it believes in.
 */
final class Node implements LoadBalancerNode {

	private static final long TICK_MILLIS = 10;

	private static final long CONNECT_TIMEOUT_MILLIS = 10_000;

	private final Settings settings;

	private final NodeSettings own;

	private final NodeView view;

	private final Observations observations = new Observations();

	private final HttpClient client;

	private final Endpoint endpoint;

	private int turn;

	Node(Vertx vertx, Settings settings, NodeSettings own) {
		this.settings = settings;
		this.own = own;
		this.view = new NodeView(own.lag().toNanos(), settings.neverDeregistered());
		PoolOptions pool = new PoolOptions().setHttp1MaxSize(10_000);
		this.client = vertx.createHttpClient(new HttpClientOptions().setLocalAddress(own.address()), pool);
		HttpClient checks = vertx
			.createHttpClient(new HttpClientOptions().setLocalAddress(own.address()).setKeepAlive(false), pool);
		HealthChecker checker = new HealthChecker(settings, own.address(), checks);
		this.endpoint = Endpoint.listen(vertx, (request) -> route(request), () -> {
			if (settings.healthChecks()) {
				vertx.setPeriodic(1, TICK_MILLIS, (timer) -> checker.tick());
			}
		});
	}

	@Override
	public String address() {
		return this.own.address();
	}

	@Override
	public URI uri() {
		return this.endpoint.uri();
	}

	@Override
	public double share() {
		return this.own.share();
	}

	@Override
	public Duration lag() {
		return this.own.lag();
	}

	@Override
	public @Nullable Long letGoOf(Target target) {
		List<Registration> registrations = this.settings.group().registrations();
		if (this.view.candidates(registrations, this.settings.group().nanoTime()).contains(target)) {
			return null;
		}
		for (Registration registration : registrations) {
			if (registration.target().equals(target)) {
				return this.view.letsGoAt(registration);
			}
		}
		return null;
	}

	@Override
	public @Nullable Long lastForwarded(Target target) {
		return this.observations.lastForwarded(target);
	}

	@Override
	public long forwarded(Target target) {
		return this.observations.forwarded(target);
	}

	@Override
	public Map<String, Long> errors() {
		return this.observations.errors();
	}

	private void route(HttpServerRequest request) {
		Exchange exchange = new Exchange(request, this.own.address(), this.observations);
		long now = this.settings.group().nanoTime();
		List<Target> candidates = this.view.candidates(this.settings.group().registrations(), now);
		if (candidates.isEmpty()) {
			exchange.fail(Failure.NO_TARGET);
			return;
		}
		Target target = candidates.get(Math.floorMod(this.turn++, candidates.size()));
		this.observations.forwarded(target, now);
		if (this.settings.off().contains(target)) {
			exchange.refuse(target);
			return;
		}
		exchange.forward(this.client, target,
				new RequestOptions().setHost(this.settings.addresses().apply(target.id()))
					.setPort(target.port())
					.setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
					.setIdleTimeout(this.settings.targetTimeout().toMillis()));
	}

}
