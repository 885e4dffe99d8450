package io.github.spotaware.elb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Target;
import io.github.spotaware.TargetLocator;
import io.github.spotaware.aws.Findings;
import org.jspecify.annotations.Nullable;

/**
 * Finds our targets in the target groups that are configured.
 */
final class ConfiguredTargets implements TargetLocator {

	private final ElbProperties properties;

	private final ServerPort serverPort;

	private final LoadBalancingApi api;

	private final Findings findings;

	private final Map<String, TargetType> types = new HashMap<>();

	ConfiguredTargets(ElbProperties properties, ServerPort serverPort, LoadBalancingApi api, Findings findings) {
		this.properties = properties;
		this.serverPort = serverPort;
		this.api = api;
		this.findings = findings;
	}

	@Override
	public synchronized List<Target> locate(InstanceIdentity identity) {
		List<Target> targets = new ArrayList<>();
		for (String group : this.properties.targetGroupArns()) {
			Target target = locate(group, identity);
			if (target != null) {
				targets.add(target);
			}
		}
		return targets;
	}

	/**
	 * Return whether no target group is configured at all.
	 */
	boolean none() {
		return this.properties.targetGroupArns().isEmpty();
	}

	private @Nullable Target locate(String group, InstanceIdentity identity) {
		TargetType type = type(group);
		if (type == null) {
			return null;
		}
		String id = (this.properties.targetId() != null) ? this.properties.targetId() : type.id(identity);
		Integer port = (this.properties.targetPort() != null) ? this.properties.targetPort() : this.serverPort.get();
		Finding finding = finding(group, type, id, port);
		if (finding != null) {
			this.findings.add(subject(group), finding);
		}
		else {
			this.findings.remove(subject(group));
		}
		return (finding == null && id != null && port != null) ? new Target(group, id, port) : null;
	}

	private @Nullable TargetType type(String group) {
		TargetType known = this.types.get(group);
		if (known != null) {
			return known;
		}
		Answer<TargetType> answer = this.api.targetType(group);
		Problem problem = answer.problem();
		if (problem != null && problem.kind() == Problem.Kind.GROUP_NOT_FOUND) {
			return null;
		}
		// Auto Scaling registers instances by their ids: that is the best guess. A wrong
		// one is refused when it is deregistered, and harms nothing.
		TargetType type = (answer.value() != null) ? answer.value() : TargetType.INSTANCE;
		if (problem == null || !problem.retryable()) {
			this.types.put(group, type);
		}
		return type;
	}

	private static @Nullable Finding finding(String group, TargetType type, @Nullable String id,
			@Nullable Integer port) {
		String name = TargetGroupArn.nameOf(group);
		if (type == TargetType.OTHER) {
			return new Finding("elb-target-type-unsupported",
					"Target group '%s' has targets that are neither instances nor IP addresses.".formatted(name),
					"Remove '%s' from %s.".formatted(group, ElbProperties.TARGET_GROUP_ARNS));
		}
		if (id == null) {
			return new Finding("elb-target-id-unknown",
					"The id by which we are registered in target group '%s' is not known.".formatted(name),
					"Set %s.".formatted(ElbProperties.TARGET_ID));
		}
		if (port == null) {
			return new Finding("elb-port-unknown",
					"The port at which we are registered in target group '%s' is not known: there is no web server."
						.formatted(name),
					"Set %s.".formatted(ElbProperties.TARGET_PORT));
		}
		return null;
	}

	private static String subject(String group) {
		return "our target in '%s'".formatted(group);
	}

}
