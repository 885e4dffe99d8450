package io.github.spotaware.test.load;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;

import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.wire.Engine;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests on a fixed schedule, whether or not earlier ones were answered, and
 * accounts for every one. Connections are kept alive; nothing is retried. Safe for use by
 * several threads.
 */
public final class OpenLoopLoad implements AutoCloseable {

	/**
	 * Stands for the number of the request, from 0 on, in path, header values and body.
	 */
	public static final String NUMBER = "{request}";

	private final Vertx vertx;

	private final Driver driver;

	private final boolean bounded;

	private OpenLoopLoad(Vertx vertx, Driver driver, boolean bounded) {
		this.vertx = vertx;
		this.driver = driver;
		this.bounded = bounded;
	}

	/**
	 * Begins a load.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Ends the schedule, waits until every request has its outcome and reports.
	 * @return the report
	 */
	public LoadReport stop() {
		this.driver.stop();
		return this.driver.finished().join();
	}

	/**
	 * Waits for the end of a bounded schedule and every outcome, and reports.
	 * @return the report
	 */
	public LoadReport await() {
		if (!this.bounded) {
			throw new IllegalStateException("A load without duration only ends when it is stopped");
		}
		return this.driver.finished().join();
	}

	/**
	 * Reports what is known so far; what has no outcome yet counts as unaccounted.
	 * @return the report
	 */
	public LoadReport report() {
		return this.driver.report();
	}

	@Override
	public void close() {
		this.driver.abandon();
		Engine.await(this.vertx.close());
	}

	/**
	 * Builds a load.
	 */
	public static final class Builder {

		private final List<Destination> destinations = new ArrayList<>();

		private double rate = 100;

		private int together = 1;

		private String method = "GET";

		private String path = "/";

		private final Map<String, String> headers = new LinkedHashMap<>();

		private @Nullable String body;

		private @Nullable Duration duration;

		private Duration timeout = Duration.ofSeconds(10);

		private long seed;

		private BiPredicate<Integer, String> expected = (status, body) -> status == 200;

		private final Set<String> trusted = new HashSet<>();

		private Builder() {
		}

		/**
		 * Sends to the nodes of a load balancer, by their shares.
		 * @param loadBalancer the load balancer
		 * @return this builder
		 */
		public Builder through(ApplicationLoadBalancer loadBalancer) {
			loadBalancer.nodes()
				.forEach((node) -> this.destinations.add(Destination.of(node.address(), node.uri(), node.share())));
			return this;
		}

		/**
		 * Sends to an endpoint.
		 * @param uri scheme, host and port
		 * @param share its share of the requests, above 0
		 * @return this builder
		 */
		public Builder endpoint(URI uri, double share) {
			this.destinations.add(Destination.of(uri.getAuthority(), uri, share));
			return this;
		}

		/**
		 * Sends to an endpoint from a caller with connections of its own.
		 * @param source the address of the caller, in 127.0.0.0/8
		 * @param uri scheme, host and port
		 * @param share its share of the requests, above 0
		 * @return this builder
		 */
		public Builder caller(String source, URI uri, double share) {
			this.destinations.add(Destination.from(source, uri, share));
			return this;
		}

		/**
		 * Sets how many requests are sent per second, evenly spread, 100 by default.
		 * @param perSecond the rate, above 0
		 * @return this builder
		 */
		public Builder rate(double perSecond) {
			this.rate = perSecond;
			this.together = 1;
			return this;
		}

		/**
		 * Sends several requests at once, and none until the next burst.
		 * @param requests how many requests a burst has
		 * @param every the time from one burst to the next
		 * @return this builder
		 */
		public Builder bursts(int requests, Duration every) {
			this.rate = requests / (every.toNanos() / (double) TimeUnit.SECONDS.toNanos(1));
			this.together = requests;
			return this;
		}

		/**
		 * Sets the HTTP method, {@code GET} by default.
		 * @param method the method
		 * @return this builder
		 */
		public Builder method(String method) {
			this.method = method;
			return this;
		}

		/**
		 * Adds a header to every request.
		 * @param name the name
		 * @param value the value
		 * @return this builder
		 */
		public Builder header(String name, String value) {
			this.headers.put(name, value);
			return this;
		}

		/**
		 * Sets the body of every request, none by default.
		 * @param body the body, sent in UTF-8; see {@link OpenLoopLoad#NUMBER}
		 * @return this builder
		 */
		public Builder body(String body) {
			this.body = body;
			return this;
		}

		/**
		 * Sets what is asked for, {@code /} by default.
		 * @param path path and query; see {@link OpenLoopLoad#NUMBER}
		 * @return this builder
		 */
		public Builder path(String path) {
			this.path = path;
			return this;
		}

		/**
		 * Bounds the schedule; by default it goes on until it is stopped.
		 * @param duration the time during which requests are sent
		 * @return this builder
		 */
		public Builder duration(Duration duration) {
			this.duration = duration;
			return this;
		}

		/**
		 * Sets how long a request may take from its scheduled start, 10 s by default.
		 * @param timeout the time
		 * @return this builder
		 */
		public Builder timeout(Duration timeout) {
			this.timeout = timeout;
			return this;
		}

		/**
		 * Seeds the choice of endpoints.
		 * @param seed the seed
		 * @return this builder
		 */
		public Builder seed(long seed) {
			this.seed = seed;
			return this;
		}

		/**
		 * Says which status and body are the expected answer; by default status 200.
		 * @param expected the predicate, called on the load's thread
		 * @return this builder
		 */
		public Builder expect(BiPredicate<Integer, String> expected) {
			this.expected = expected;
			return this;
		}

		/**
		 * Takes every answer below 400 of a target for the expected one, whatever is
		 * expected of the others.
		 * @param target the target as in {@link ApplicationLoadBalancer#TARGET_HEADER}
		 * @return this builder
		 */
		public Builder trust(String target) {
			this.trusted.add(target);
			return this;
		}

		/**
		 * Starts sending.
		 * @return the running load
		 */
		public OpenLoopLoad start() {
			Schedule schedule = Schedule.of(this.rate, this.together, this.duration);
			Question question = new Question(this.method, this.path, this.headers, this.body);
			Driver.Plan plan = new Driver.Plan(schedule, new Destinations(this.destinations, this.seed), question,
					this.timeout, this.expected, Set.copyOf(this.trusted));
			Vertx vertx = Engine.start();
			Driver driver = new Driver(vertx, plan);
			Engine.await(vertx.deployVerticle(driver.deployable()));
			return new OpenLoopLoad(vertx, driver, schedule.bounded());
		}

	}

}
