package io.github.spotaware.ecs;

import java.util.List;

import io.github.spotaware.aws.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A network of a container as the task metadata words it. In host mode its only address
 * is an empty word.
 *
 * @param mode the network mode, such as {@code awsvpc}; in bridge mode the name of the
 * network
 * @param index which network interface of the task it is
 * @param ipv4Addresses the IPv4 addresses
 * @param ipv6Addresses the IPv6 addresses
 */
record NetworkDocument(@Nullable String mode, @Nullable Integer index, List<String> ipv4Addresses,
		List<String> ipv6Addresses) {

	static NetworkDocument from(JsonObject json) {
		return new NetworkDocument(json.text("NetworkMode"), json.number("AttachmentIndex"),
				json.texts("IPv4Addresses"), json.texts("IPv6Addresses"));
	}

	/**
	 * Return whether its addresses are the task's own.
	 */
	boolean own() {
		return "awsvpc".equals(this.mode);
	}

	/**
	 * Return whether it is the network of the instance.
	 */
	boolean ofHost() {
		return "host".equals(this.mode);
	}

	int order() {
		return (this.index != null) ? this.index : 0;
	}

}
