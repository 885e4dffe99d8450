package io.github.spotaware.sqs;

import io.github.spotaware.aws.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A lifecycle action of EC2 Auto Scaling that waits for us.
 *
 * @param group the Auto Scaling group
 * @param hook the lifecycle hook
 * @param token the token of the action
 */
record LifecycleAction(String group, String hook, String token) {

	static @Nullable LifecycleAction from(JsonObject detail) {
		String group = detail.text("AutoScalingGroupName");
		String hook = detail.text("LifecycleHookName");
		String token = detail.text("LifecycleActionToken");
		return (group != null && hook != null && token != null) ? new LifecycleAction(group, hook, token) : null;
	}

	String description() {
		return "lifecycle hook '%s' of '%s'".formatted(this.hook, this.group);
	}

}
