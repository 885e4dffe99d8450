package io.github.spotaware.sample.drill;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Names what goes wrong during the drill, besides the interruption.
 */
enum Fault {

	NONE("everything answers"),

	ACCESS_DENIED("the load balancing API denies DeregisterTargets"),

	THROTTLED("the load balancing API throttles the first calls"),

	THROTTLED_THROUGHOUT("the load balancing API throttles every call"),

	WRONG_PORT("the instance deregisters a port that is not its own"),

	HEALTH_CHECKS_ONLY("no AWS call: the target leaves by failing health checks"),

	SHORT_DELAY("a deregistration delay of 1 s with a routing lag of 15 s"),

	BOTH_INTERRUPTED("both instances are interrupted together");

	private final String description;

	Fault(String description) {
		this.description = description;
	}

	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	String description() {
		return this.description;
	}

	/**
	 * Whether the load balancer learns of the interruption by its health checks alone.
	 */
	boolean leavesByHealthChecks() {
		return this == ACCESS_DENIED || this == THROTTLED_THROUGHOUT || this == WRONG_PORT
				|| this == HEALTH_CHECKS_ONLY;
	}

	static @Nullable Fault of(String id) {
		return Arrays.stream(values()).filter((fault) -> fault.id().equals(id)).findFirst().orElse(null);
	}

	static String ids() {
		return Arrays.stream(values()).map(Fault::id).collect(Collectors.joining(", "));
	}

}
