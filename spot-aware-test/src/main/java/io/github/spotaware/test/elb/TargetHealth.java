package io.github.spotaware.test.elb;

/**
 * Describes a target as the API does.
 *
 * @param target the target
 * @param state its state
 * @param reason the reason code, empty where there is none
 * @param description the reason in words, empty where there is none
 */
record TargetHealth(Target target, TargetState state, String reason, String description) {

	static TargetHealth of(Target target, TargetState state) {
		return new TargetHealth(target, state, state.reason(), state.description());
	}

	static TargetHealth notInUse(Target target) {
		return new TargetHealth(target, TargetState.UNUSED, "Target.NotInUse",
				"Target group is not configured to receive traffic from the load balancer");
	}

}
