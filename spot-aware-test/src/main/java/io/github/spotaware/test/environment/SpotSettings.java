package io.github.spotaware.test.environment;

import java.time.Duration;

/**
 * Describes a fake EC2.
 *
 * @param notice how long before its time an interruption is announced; rounded up to the
 * next whole second of the wall clock, as AWS gives whole seconds
 * @param nodes how many nodes the load balancer has
 * @param lag how long the last node goes on routing to an application that left; the
 * others let go before, evenly spread
 * @param healthCheck the path by which the load balancer checks the application: the same
 * as in the real target group
 */
public record SpotSettings(Duration notice, int nodes, Duration lag, String healthCheck) {

	/**
	 * Checks the values.
	 * @param notice how long before its time an interruption is announced
	 * @param nodes how many nodes the load balancer has
	 * @param lag how long the last node goes on routing
	 * @param healthCheck the path by which the load balancer checks the application
	 */
	public SpotSettings {
		if (notice.isNegative() || notice.isZero()) {
			throw new IllegalArgumentException("notice must be longer than nothing, was '%s'".formatted(notice));
		}
		if (nodes < 1 || nodes > 200) {
			throw new IllegalArgumentException("nodes must be from 1 to 200, was '%s'".formatted(nodes));
		}
		if (lag.isNegative()) {
			throw new IllegalArgumentException("lag must not be negative, was '%s'".formatted(lag));
		}
		if (!healthCheck.startsWith("/")) {
			throw new IllegalArgumentException(
					"healthCheck must be a path that begins with '/', was '%s'".formatted(healthCheck));
		}
	}

	/**
	 * Returns short times that suit tests: a notice of 6 s, and three nodes of which the
	 * last lets go after 1 s.
	 * @return the settings
	 */
	public static SpotSettings defaults() {
		return new SpotSettings(Duration.ofSeconds(6), 3, Duration.ofSeconds(1), "/actuator/health/readiness");
	}

	/**
	 * Changes the notice.
	 * @param notice the time
	 * @return the changed settings
	 */
	public SpotSettings withNotice(Duration notice) {
		return new SpotSettings(notice, this.nodes, this.lag, this.healthCheck);
	}

	/**
	 * Changes the load balancer.
	 * @param nodes how many nodes it has
	 * @param lag when the last of them lets go
	 * @return the changed settings
	 */
	public SpotSettings withNodes(int nodes, Duration lag) {
		return new SpotSettings(this.notice, nodes, lag, this.healthCheck);
	}

	/**
	 * Changes the path of the health check.
	 * @param path the path
	 * @return the changed settings
	 */
	public SpotSettings withHealthCheck(String path) {
		return new SpotSettings(this.notice, this.nodes, this.lag, path);
	}

}
