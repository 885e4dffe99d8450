package io.github.spotaware.elb;

import io.github.spotaware.InstanceIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Names what the targets of a group are registered by.
 */
enum TargetType {

	/**
	 * By instance id.
	 */
	INSTANCE {

		@Override
		@Nullable String id(InstanceIdentity identity) {
			return identity.instanceId();
		}

	},

	/**
	 * By IP address.
	 */
	IP {

		@Override
		@Nullable String id(InstanceIdentity identity) {
			return identity.privateIp();
		}

	},

	/**
	 * By something that an application cannot be: a function or another load balancer.
	 */
	OTHER {

		@Override
		@Nullable String id(InstanceIdentity identity) {
			return null;
		}

	};

	/**
	 * Return the id by which we are registered.
	 * @param identity who we are
	 * @return the id, or {@code null} when it is not known
	 */
	abstract @Nullable String id(InstanceIdentity identity);

	static TargetType of(@Nullable String word) {
		return switch (String.valueOf(word)) {
			case "instance" -> INSTANCE;
			case "ip" -> IP;
			default -> OTHER;
		};
	}

}
