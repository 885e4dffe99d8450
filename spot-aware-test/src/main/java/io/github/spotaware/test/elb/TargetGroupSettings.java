package io.github.spotaware.test.elb;

import java.time.Duration;

/**
 * Holds the settings of a target group.
 *
 * @param type what targets are registered by
 * @param port the port of targets registered without one
 * @param deregistrationDelay the time a deregistered target stays draining, in whole
 * seconds; 300 s by default as on AWS
 * @param healthCheck how targets are checked
 */
public record TargetGroupSettings(TargetType type, int port, Duration deregistrationDelay, HealthCheck healthCheck) {

	/**
	 * Starts from a group of addresses.
	 * @param port the port
	 * @return the settings
	 */
	public static TargetGroupSettings ip(int port) {
		return new TargetGroupSettings(TargetType.IP, port, Duration.ofMinutes(5), HealthCheck.of("/"));
	}

	/**
	 * Starts from a group of instances.
	 * @param port the port
	 * @return the settings
	 */
	public static TargetGroupSettings instance(int port) {
		return new TargetGroupSettings(TargetType.INSTANCE, port, Duration.ofMinutes(5), HealthCheck.of("/"));
	}

	/**
	 * Changes the deregistration delay.
	 * @param delay the delay
	 * @return the changed settings
	 */
	public TargetGroupSettings withDeregistrationDelay(Duration delay) {
		return new TargetGroupSettings(this.type, this.port, delay, this.healthCheck);
	}

	/**
	 * Changes the health check.
	 * @param check the health check
	 * @return the changed settings
	 */
	public TargetGroupSettings withHealthCheck(HealthCheck check) {
		return new TargetGroupSettings(this.type, this.port, this.deregistrationDelay, check);
	}

}
