package io.github.spotaware.test.alb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.wire.Engine;
import io.vertx.core.Vertx;

/**
 * Routes requests as an Application Load Balancer does: several nodes, each with its own
 * port, its own source address and its own idea of when a target has left; one attempt
 * per request; 502, 503 and 504 as in <a href=
 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html">Troubleshoot
 * your Application Load Balancers</a>. HTTP/1.1 only. Safe for use by several threads.
 */
public final class ApplicationLoadBalancer implements AutoCloseable {

	/**
	 * Says on an error why the load balancer answered itself: {@code connection-refused},
	 * {@code connection-closed}, {@code timeout} or {@code no-target}.
	 */
	public static final String CAUSE_HEADER = "X-Spot-Aware-Cause";

	/**
	 * Says which target answered.
	 */
	public static final String TARGET_HEADER = "X-Spot-Aware-Target";

	/**
	 * Says which node answered.
	 */
	public static final String NODE_HEADER = "X-Spot-Aware-Node";

	private final Vertx vertx;

	private final List<LoadBalancerNode> nodes;

	private final Set<Target> off;

	private ApplicationLoadBalancer(Vertx vertx, List<LoadBalancerNode> nodes, Set<Target> off) {
		this.vertx = vertx;
		this.nodes = nodes;
		this.off = off;
	}

	/**
	 * Begins a load balancer in front of a target group.
	 * @param group the group
	 * @return a builder
	 */
	public static Builder of(FakeTargetGroup group) {
		return new Builder(group);
	}

	/**
	 * Returns whether nodes that are spread over addresses can be started here: on macOS
	 * 127.0.0.1 is the only address of the loopback interface, unless others are added.
	 * @param count how many nodes
	 * @return whether this machine has the addresses
	 */
	public static boolean supports(int count) {
		return NodeSettings.spread(count, Duration.ZERO).stream().allMatch(NodeSettings::hasAddress);
	}

	/**
	 * Returns the nodes.
	 * @return the nodes in the order they were added
	 */
	public List<LoadBalancerNode> nodes() {
		return this.nodes;
	}

	/**
	 * Refuses connections in the name of a target from now on, as if its process had
	 * ended. Requests that are under way go on.
	 * @param target the target
	 */
	public void switchOff(Target target) {
		this.off.add(target);
	}

	/**
	 * Connects to a target again.
	 * @param target the target
	 */
	public void switchOn(Target target) {
		this.off.remove(target);
	}

	@Override
	public void close() {
		Engine.await(this.vertx.close());
	}

	/**
	 * Builds a load balancer.
	 */
	public static final class Builder {

		private final FakeTargetGroup group;

		private final List<NodeSettings> nodes = new ArrayList<>();

		private Duration targetTimeout = Duration.ofMinutes(1);

		private UnaryOperator<String> addresses = (id) -> id.startsWith("i-") ? "127.0.0.1" : id;

		private boolean neverDeregistered;

		private boolean healthChecks = true;

		private Builder(FakeTargetGroup group) {
			this.group = group;
		}

		/**
		 * Adds a node.
		 * @param address the source address that targets see, in 127.0.0.0/8
		 * @param share the share of the traffic, above 0
		 * @param lag how long the node goes on routing to a target that left
		 * @return this builder
		 */
		public Builder node(String address, double share, Duration lag) {
			this.nodes.add(new NodeSettings(address, share, lag));
			return this;
		}

		/**
		 * Adds nodes from 127.0.0.11 on: the thinnest has 2 % of the traffic and lets go
		 * last, after the full lag; the others share the rest and let go before, evenly
		 * spread.
		 * @param count how many
		 * @param lag the full lag
		 * @return this builder
		 */
		public Builder nodes(int count, Duration lag) {
			this.nodes.addAll(NodeSettings.spread(count, lag));
			return this;
		}

		/**
		 * Sets how long a target may take, 60 s by default.
		 * @param timeout the time without any data
		 * @return this builder
		 */
		public Builder targetTimeout(Duration timeout) {
			this.targetTimeout = timeout;
			return this;
		}

		/**
		 * Maps target ids to addresses; by default an instance is at 127.0.0.1, and every
		 * other id is an address.
		 * @param addresses the mapping
		 * @return this builder
		 */
		public Builder addresses(UnaryOperator<String> addresses) {
			this.addresses = addresses;
			return this;
		}

		/**
		 * Makes the nodes follow health checks only, as if nobody ever deregistered.
		 * @return this builder
		 */
		public Builder neverDeregistered() {
			this.neverDeregistered = true;
			return this;
		}

		/**
		 * Switches health checks off; targets keep the state they are given.
		 * @return this builder
		 */
		public Builder withoutHealthChecks() {
			this.healthChecks = false;
			return this;
		}

		/**
		 * Starts the load balancer.
		 * @return the load balancer, listening
		 */
		public ApplicationLoadBalancer start() {
			if (this.nodes.isEmpty()) {
				throw new IllegalStateException("A load balancer needs at least one node");
			}
			Set<Target> off = ConcurrentHashMap.newKeySet();
			Settings settings = new Settings(this.group, this.targetTimeout, this.addresses, this.neverDeregistered,
					this.healthChecks, off);
			Vertx vertx = Engine.start();
			List<LoadBalancerNode> started = new ArrayList<>();
			this.nodes.forEach((node) -> started.add(new Node(vertx, settings, node)));
			return new ApplicationLoadBalancer(vertx, List.copyOf(started), off);
		}

	}

}
