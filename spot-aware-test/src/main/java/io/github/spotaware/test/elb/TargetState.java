package io.github.spotaware.test.elb;

import java.util.Locale;

/**
 * Names the states of a target, as in <a href=
 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html">Health
 * checks for target groups</a>.
 */
public enum TargetState {

	/**
	 * Registered, not yet known to be healthy.
	 */
	INITIAL,

	/**
	 * Receives requests.
	 */
	HEALTHY,

	/**
	 * Fails its health checks.
	 */
	UNHEALTHY,

	/**
	 * Deregistered, for the whole deregistration delay.
	 */
	DRAINING,

	/**
	 * Not registered, or in a group that no load balancer routes to.
	 */
	UNUSED;

	String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
