package io.github.spotaware.test.elb;

import java.util.List;
import java.util.stream.Stream;

import io.github.spotaware.test.elb.Parameters.RequestedTarget;

/**
 * Runs the actions on targets.
 */
final class TargetActions {

	private TargetActions() {
	}

	static String describeHealth(Account account, Parameters parameters) {
		FakeTargetGroup group = account.group(parameters.require("TargetGroupArn"));
		List<RequestedTarget> requested = parameters.targets();
		List<Target> targets = requested.isEmpty() ? group.listed()
				: requested.stream().flatMap((target) -> ports(group, target)).distinct().toList();
		return Xml.members("TargetHealthDescriptions", targets, (target) -> write(group, group.health(target)));
	}

	static String register(Account account, Parameters parameters) {
		FakeTargetGroup group = account.group(parameters.require("TargetGroupArn"));
		List<RequestedTarget> requested = requireTargets(parameters);
		requested.forEach((target) -> requireType(group, target));
		requested.forEach((target) -> group.register(target.id(), port(group, target)));
		return "";
	}

	static String deregister(Account account, Parameters parameters) {
		FakeTargetGroup group = account.group(parameters.require("TargetGroupArn"));
		requireTargets(parameters).forEach((target) -> group.deregister(target.id(), port(group, target)));
		return "";
	}

	/**
	 * Returns the port of a call, or that of the group: a target that was registered with
	 * another port is named only with it.
	 */
	private static int port(FakeTargetGroup group, RequestedTarget requested) {
		Integer port = requested.port();
		return (port != null) ? port : group.settings().port();
	}

	/**
	 * Returns the target of a call, or every listed target of its id where it names no
	 * port.
	 */
	private static Stream<Target> ports(FakeTargetGroup group, RequestedTarget requested) {
		Integer port = requested.port();
		if (port != null) {
			return Stream.of(new Target(requested.id(), port));
		}
		List<Target> known = group.listed().stream().filter((target) -> target.id().equals(requested.id())).toList();
		return known.isEmpty() ? Stream.of(new Target(requested.id(), group.settings().port())) : known.stream();
	}

	private static List<RequestedTarget> requireTargets(Parameters parameters) {
		parameters.require("Targets.member.1.Id");
		return parameters.targets();
	}

	private static void requireType(FakeTargetGroup group, RequestedTarget target) {
		boolean instance = target.id().startsWith("i-");
		if (instance != (group.settings().type() == TargetType.INSTANCE)) {
			throw new ApiException(400, "InvalidTarget",
					"The following targets are not valid for the target group: '%s'".formatted(target.id()));
		}
	}

	private static String write(FakeTargetGroup group, TargetHealth health) {
		Target target = health.target();
		String zone = (group.settings().type() == TargetType.IP) ? Xml.text("AvailabilityZone", "us-east-1a") : "";
		String reason = health.reason().isEmpty() ? ""
				: Xml.text("Reason", health.reason()) + Xml.text("Description", health.description());
		return Xml.element("Target", Xml.text("Id", target.id()), Xml.text("Port", target.port()), zone)
				+ Xml.text("HealthCheckPort", target.port())
				+ Xml.element("TargetHealth", Xml.text("State", health.state().wireName()), reason);
	}

}
