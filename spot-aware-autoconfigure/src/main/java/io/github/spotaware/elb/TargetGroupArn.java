package io.github.spotaware.elb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The ARN of a target group.
 *
 * @param value the ARN
 * @param region the Region the group is in, and may be asked in
 * @param name the name of the group
 */
record TargetGroupArn(String value, String region, String name) {

	private static final Pattern PATTERN = Pattern
		.compile("arn:aws[a-z-]*:elasticloadbalancing:([a-z]{2,}[a-z0-9-]*):\\d{12}:targetgroup/([^/:\\s]+)/[^/:\\s]+");

	static @Nullable TargetGroupArn parse(String value) {
		Matcher matcher = PATTERN.matcher(value);
		return matcher.matches() ? new TargetGroupArn(value, matcher.group(1), matcher.group(2)) : null;
	}

	/**
	 * Return the name of the group for people.
	 * @param value what should be an ARN
	 * @return the name, or the value itself where it is none
	 */
	static String nameOf(String value) {
		TargetGroupArn arn = parse(value);
		return (arn != null) ? arn.name() : value;
	}

}
