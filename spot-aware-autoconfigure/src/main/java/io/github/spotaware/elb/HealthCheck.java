package io.github.spotaware.elb;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * How a load balancer checks the targets of a group.
 *
 * @param protocol what it speaks, such as {@code HTTP} or {@code TCP}
 * @param path the path that it asks for, or {@code null} where it asks for none
 * @param port the port at which it asks, or {@code null} for that of the target
 * @param interval the time between two checks
 * @param unhealthyThreshold how many have to fail in a row
 */
record HealthCheck(String protocol, @Nullable String path, @Nullable Integer port, Duration interval,
		int unhealthyThreshold) {

	/**
	 * Return how a group checks.
	 * @return the health check, or {@code null} where it is off or not told
	 */
	static @Nullable HealthCheck of(TargetGroup group) {
		Integer interval = group.healthCheckIntervalSeconds();
		Integer threshold = group.unhealthyThresholdCount();
		if (Boolean.FALSE.equals(group.healthCheckEnabled()) || interval == null || threshold == null) {
			return null;
		}
		String port = String.valueOf(group.healthCheckPort());
		return new HealthCheck(String.valueOf(group.healthCheckProtocolAsString()), group.healthCheckPath(),
				port.matches("\\d{1,5}") ? Integer.valueOf(port) : null, Duration.ofSeconds(interval), threshold);
	}

	/**
	 * Return whether it asks for a path over HTTP.
	 */
	boolean http() {
		return this.path != null && this.protocol.startsWith("HTTP");
	}

	/**
	 * Return how long it takes to see that a target answers with errors.
	 */
	Duration latency() {
		return this.interval.multipliedBy(this.unhealthyThreshold);
	}

}
