package io.github.spotaware.ecs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The ARN of a task. An old one does not name the cluster.
 *
 * @param value the ARN
 * @param prefix all before the resource, such as
 * {@code arn:aws:ecs:eu-west-1:123456789012:}
 * @param region the Region
 * @param cluster the short name of the cluster
 */
record TaskArn(String value, String prefix, String region, @Nullable String cluster) {

	private static final Pattern PATTERN = Pattern
		.compile("(arn:aws[a-z-]*:ecs:([a-z]{2,}[a-z0-9-]*):\\d{12}:)task/(?:([^/:\\s]+)/)?[^/:\\s]+");

	static @Nullable TaskArn parse(@Nullable String value) {
		Matcher matcher = PATTERN.matcher((value != null) ? value : "");
		return matcher.matches() ? new TaskArn(matcher.group(), matcher.group(1), matcher.group(2), matcher.group(3))
				: null;
	}

	/**
	 * Return the ARN of a service of the same cluster.
	 * @param service the name of the service
	 */
	String service(String service) {
		return "%sservice/%s%s".formatted(this.prefix, (this.cluster != null) ? this.cluster + "/" : "", service);
	}

}
