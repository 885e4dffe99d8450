package io.github.spotaware.elb;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * What kind of target group it is.
 *
 * @param type what its targets are registered by
 * @param network whether a Network Load Balancer sends flows to it, rather than an
 * Application Load Balancer requests
 * @param healthCheck how its targets are checked, or {@code null} when that is not known
 * @param loadBalancers the ARNs of the load balancers that send to it, as far as known
 */
record GroupKind(TargetType type, boolean network, @Nullable HealthCheck healthCheck, List<String> loadBalancers) {

	private static final Set<String> NETWORK_PROTOCOLS = Set.of("TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC");

	private static final String APPLICATION = ":loadbalancer/app/";

	static final GroupKind OTHER = new GroupKind(TargetType.OTHER, false);

	/**
	 * Create a kind of which nothing more is known.
	 */
	GroupKind(TargetType type, boolean network) {
		this(type, network, null, List.of());
	}

	static GroupKind of(TargetGroup group) {
		return new GroupKind(TargetType.of(group.targetTypeAsString()),
				NETWORK_PROTOCOLS.contains(String.valueOf(group.protocolAsString())), HealthCheck.of(group),
				group.loadBalancerArns());
	}

	/**
	 * Return the Application Load Balancers that send to it. Others keep no connections
	 * of their own.
	 */
	List<String> applicationLoadBalancers() {
		return this.loadBalancers.stream().filter((arn) -> arn.contains(APPLICATION)).toList();
	}

}
