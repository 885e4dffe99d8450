package io.github.spotaware.ecs;

import io.github.spotaware.aws.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A port mapping of a container as the task metadata words it. In bridge mode there may
 * be one for each version of IP.
 *
 * @param containerPort the port of the container
 * @param hostPort the port of the instance
 * @param protocol the protocol, such as {@code tcp}
 */
record PortDocument(@Nullable Integer containerPort, @Nullable Integer hostPort, @Nullable String protocol) {

	static PortDocument from(JsonObject json) {
		return new PortDocument(json.number("ContainerPort"), json.number("HostPort"), json.text("Protocol"));
	}

	boolean tcp() {
		return !"udp".equals(this.protocol);
	}

}
