package io.github.spotaware.test.elb;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the actions that describe target groups.
 */
final class TargetGroupActions {

	private TargetGroupActions() {
	}

	static String describe(Account account, Parameters parameters) {
		List<String> arns = parameters.members("TargetGroupArns");
		List<String> names = parameters.members("Names");
		if (!arns.isEmpty() && !names.isEmpty()) {
			throw new ApiException(400, "ValidationError",
					"Target group names, target group ARNs, and a load balancer ARN cannot be specified at the same time");
		}
		arns.forEach(account::group);
		names.forEach((name) -> requireNamed(account, name));
		List<FakeTargetGroup> groups = account.groups()
			.stream()
			.filter((group) -> arns.isEmpty() || arns.contains(group.arn()))
			.filter((group) -> names.isEmpty() || names.contains(group.name()))
			.toList();
		return Xml.members("TargetGroups", groups, TargetGroupActions::write);
	}

	static String describeAttributes(Account account, Parameters parameters) {
		FakeTargetGroup group = account.group(parameters.require("TargetGroupArn"));
		Duration delay = group.settings().deregistrationDelay();
		List<Map.Entry<String, Object>> attributes = List.of(
				Map.entry("deregistration_delay.timeout_seconds", delay.toSeconds()),
				Map.entry("stickiness.enabled", false), Map.entry("slow_start.duration_seconds", 0),
				Map.entry("load_balancing.algorithm.type", "round_robin"));
		return Xml.members("Attributes", attributes,
				(entry) -> Xml.text("Key", entry.getKey()) + Xml.text("Value", entry.getValue()));
	}

	private static void requireNamed(Account account, String name) {
		if (account.groups().stream().noneMatch((group) -> group.name().equals(name))) {
			throw new ApiException(400, "TargetGroupNotFound",
					"One or more target groups not found: '%s'".formatted(name));
		}
	}

	private static String write(FakeTargetGroup group) {
		TargetGroupSettings settings = group.settings();
		HealthCheck check = settings.healthCheck();
		List<String> loadBalancers = group.attached() ? List.of(Account.LOAD_BALANCER_ARN) : List.of();
		return String.join("", Xml.text("TargetGroupArn", group.arn()), Xml.text("TargetGroupName", group.name()),
				Xml.text("Protocol", "HTTP"), Xml.text("Port", settings.port()),
				Xml.text("VpcId", "vpc-0123456789abcdef0"), Xml.text("HealthCheckProtocol", "HTTP"),
				Xml.text("HealthCheckPort", "traffic-port"), Xml.text("HealthCheckEnabled", true),
				Xml.text("HealthCheckIntervalSeconds", wholeSeconds(check.interval())),
				Xml.text("HealthCheckTimeoutSeconds", wholeSeconds(check.timeout())),
				Xml.text("HealthyThresholdCount", check.healthyThreshold()),
				Xml.text("UnhealthyThresholdCount", check.unhealthyThreshold()),
				Xml.text("HealthCheckPath", check.path()), Xml.element("Matcher", Xml.text("HttpCode", "200")),
				Xml.members("LoadBalancerArns", loadBalancers, (arn) -> arn),
				Xml.text("TargetType", settings.type().name().toLowerCase(Locale.ROOT)));
	}

	private static long wholeSeconds(Duration duration) {
		return Math.max(1, duration.toSeconds());
	}

}
