package io.github.spotaware.test.alb;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.github.spotaware.test.elb.Target;
import org.jspecify.annotations.Nullable;

/**
 * Shows what one node of a load balancer does; safe for use by several threads. Times are
 * on the scale of {@link System#nanoTime()}.
 */
public interface LoadBalancerNode {

	/**
	 * Returns the source address that targets see.
	 * @return the address, which names the node too
	 */
	String address();

	/**
	 * Returns where clients connect.
	 * @return scheme, host and port
	 */
	URI uri();

	/**
	 * Returns the share of the traffic that clients send to this node.
	 * @return a number above 0 and at most 1
	 */
	double share();

	/**
	 * Returns how long this node goes on routing to a target that left.
	 * @return the lag
	 */
	Duration lag();

	/**
	 * Returns when this node let go of a target.
	 * @param target the target
	 * @return a time, or {@code null} if it has not let go
	 */
	@Nullable Long letGoOf(Target target);

	/**
	 * Returns when this node last forwarded a request to a target.
	 * @param target the target
	 * @return a time, or {@code null} if it never did
	 */
	@Nullable Long lastForwarded(Target target);

	/**
	 * Returns how many requests this node forwarded to a target.
	 * @param target the target
	 * @return the count
	 */
	long forwarded(Target target);

	/**
	 * Returns how many errors this node answered itself.
	 * @return counts by the cause in {@link ApplicationLoadBalancer#CAUSE_HEADER}
	 */
	Map<String, Long> errors();

}
