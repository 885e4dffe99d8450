package io.github.spotaware.elb;

import java.util.Set;

import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * What kind of target group it is.
 *
 * @param type what its targets are registered by
 * @param network whether a Network Load Balancer sends flows to it, rather than an
 * Application Load Balancer requests
 */
record GroupKind(TargetType type, boolean network) {

	private static final Set<String> NETWORK_PROTOCOLS = Set.of("TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC");

	static final GroupKind OTHER = new GroupKind(TargetType.OTHER, false);

	static GroupKind of(TargetGroup group) {
		return new GroupKind(TargetType.of(group.targetTypeAsString()),
				NETWORK_PROTOCOLS.contains(String.valueOf(group.protocolAsString())));
	}

}
