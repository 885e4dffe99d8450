package io.github.spotaware;

import java.util.List;

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

}
