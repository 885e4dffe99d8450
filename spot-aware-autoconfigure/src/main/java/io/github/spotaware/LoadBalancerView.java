package io.github.spotaware;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Shows what is known of the load balancers that call us, without calling out. Safe for
 * use by any thread.
 */
public interface LoadBalancerView {

	/**
	 * Return after how long each load balancer closes an idle connection to us.
	 * @return one for each load balancer that was asked
	 */
	List<IdleTimeout> idleTimeouts();

	/**
	 * Return how long the health checks of our target groups take to see that we refuse
	 * traffic: the interval times the unhealthy threshold, of the slowest group.
	 * @return the time, or {@code null} when it is not known
	 */
	@Nullable Duration healthCheckLatency();

}
