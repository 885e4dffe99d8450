package io.github.spotaware.test.elb;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs the actions that describe load balancers.
 */
final class LoadBalancerActions {

	private LoadBalancerActions() {
	}

	static String describeAttributes(Account account, Parameters parameters) {
		Duration idleTimeout = account.idleTimeout(parameters.require("LoadBalancerArn"));
		List<Map.Entry<String, Object>> attributes = List.of(
				Map.entry("idle_timeout.timeout_seconds", idleTimeout.toSeconds()),
				Map.entry("deletion_protection.enabled", false), Map.entry("routing.http2.enabled", true),
				Map.entry("client_keep_alive.seconds", 3600));
		return Xml.members("Attributes", attributes,
				(entry) -> Xml.text("Key", entry.getKey()) + Xml.text("Value", entry.getValue()));
	}

}
