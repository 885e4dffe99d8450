package io.github.spotaware.test.load;

import java.net.URI;
import java.time.Duration;
import java.util.function.BiPredicate;

import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.wire.Pending;

/**
 * Sends requests on a fixed schedule, whether or not earlier ones were answered, and
 * accounts for every one. Connections are kept alive; nothing is retried. Safe for use by
 * several threads.
 */
public final class OpenLoopLoad implements AutoCloseable {

	/**
	 * Marks an intended 503 after the deadline.
	 */
	public static final String CUT_HEADER = "X-Spot-Aware-Cut";

	private OpenLoopLoad() {
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
		return Pending.value();
	}

	/**
	 * Waits for the end of a bounded schedule and every outcome, and reports.
	 * @return the report
	 */
	public LoadReport await() {
		return Pending.value();
	}

	/**
	 * Reports what is known so far; what has no outcome yet counts as unaccounted.
	 * @return the report
	 */
	public LoadReport report() {
		return Pending.value();
	}

	@Override
	public void close() {
		Pending.value();
	}

	/**
	 * Builds a load.
	 */
	public static final class Builder {

		private Builder() {
		}

		/**
		 * Sends to the nodes of a load balancer, by their shares.
		 * @param loadBalancer the load balancer
		 * @return this builder
		 */
		public Builder through(ApplicationLoadBalancer loadBalancer) {
			return this;
		}

		/**
		 * Sends to an endpoint.
		 * @param uri scheme, host and port
		 * @param share its share of the requests, above 0
		 * @return this builder
		 */
		public Builder endpoint(URI uri, double share) {
			return this;
		}

		/**
		 * Sets how many requests are sent per second.
		 * @param perSecond the rate, above 0
		 * @return this builder
		 */
		public Builder rate(double perSecond) {
			return this;
		}

		/**
		 * Sets what is asked for with GET, {@code /} by default.
		 * @param path path and query
		 * @return this builder
		 */
		public Builder path(String path) {
			return this;
		}

		/**
		 * Bounds the schedule; by default it goes on until it is stopped.
		 * @param duration the time during which requests are sent
		 * @return this builder
		 */
		public Builder duration(Duration duration) {
			return this;
		}

		/**
		 * Sets how long a request may take from its scheduled start, 10 s by default.
		 * @param timeout the time
		 * @return this builder
		 */
		public Builder timeout(Duration timeout) {
			return this;
		}

		/**
		 * Seeds the choice of endpoints.
		 * @param seed the seed
		 * @return this builder
		 */
		public Builder seed(long seed) {
			return this;
		}

		/**
		 * Says which status and body are the expected answer; by default status 200.
		 * @param expected the predicate, called on the load's thread
		 * @return this builder
		 */
		public Builder expect(BiPredicate<Integer, String> expected) {
			return this;
		}

		/**
		 * Starts sending.
		 * @return the running load
		 */
		public OpenLoopLoad start() {
			return Pending.value();
		}

	}

}
