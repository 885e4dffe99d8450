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

	/**
	 * The longest that EC2 Auto Scaling allows for a name.
	 */
	private static final int LONGEST_NAME = 255;

	private static final int TOKEN = 36;

	static @Nullable LifecycleAction from(JsonObject detail) {
		String group = plain(detail, "AutoScalingGroupName", LONGEST_NAME);
		String hook = plain(detail, "LifecycleHookName", LONGEST_NAME);
		String token = plain(detail, "LifecycleActionToken", TOKEN);
		return (group != null && hook != null && token != null) ? new LifecycleAction(group, hook, token) : null;
	}

	private static @Nullable String plain(JsonObject detail, String name, int longest) {
		String text = detail.text(name);
		return (text != null && Excerpt.isPlain(text, longest)) ? text : null;
	}

	String description() {
		return "lifecycle hook '%s' of '%s'".formatted(this.hook, this.group);
	}

}
