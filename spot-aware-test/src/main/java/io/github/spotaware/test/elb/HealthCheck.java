package io.github.spotaware.test.elb;

import java.time.Duration;

/**
 * Describes how a load balancer checks its targets; a target passes with status 200.
 *
 * @param path the path
 * @param interval the time between two checks of one node
 * @param timeout the time after which a check has failed
 * @param healthyThreshold consecutive passes that make a target healthy
 * @param unhealthyThreshold consecutive failures that make it unhealthy
 */
public record HealthCheck(String path, Duration interval, Duration timeout, int healthyThreshold,
		int unhealthyThreshold) {

	/**
	 * Checks a path with short times that suit tests: every 200 ms, with two results to
	 * change.
	 * @param path the path
	 * @return the health check
	 */
	public static HealthCheck of(String path) {
		return new HealthCheck(path, Duration.ofMillis(200), Duration.ofMillis(500), 2, 2);
	}

}
