package io.github.spotaware.elb;

import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Severity;
import io.github.spotaware.Target;
import org.jspecify.annotations.Nullable;

/**
 * The id and port by which we should be registered in a target group, computed from who
 * we are.
 *
 * @param group the ARN of the group
 * @param id the id, or {@code null} when it is not known
 * @param port the port, or {@code null} when it is not known
 * @param finding what is missing, and what to set, or {@code null} when all is known
 */
record TargetAddress(String group, @Nullable String id, @Nullable Integer port, @Nullable Finding finding) {

	static TargetAddress of(SearchedGroup group, TargetType type, InstanceIdentity identity, ElbProperties properties,
			@Nullable Integer serverPort) {
		String id = (properties.targetId() != null) ? properties.targetId() : type.id(identity);
		Integer ours = (group.port() != null) ? group.port() : serverPort;
		Integer reachable = (ours != null) ? identity.reachablePort(ours) : null;
		Integer port = (properties.targetPort() != null) ? properties.targetPort() : reachable;
		Finding finding = null;
		if (id == null) {
			finding = idUnknown(TargetGroupArn.nameOf(group.arn()), type == TargetType.INSTANCE && inTask(identity));
		}
		else if (port == null) {
			finding = portUnknown(TargetGroupArn.nameOf(group.arn()), ours);
		}
		return new TargetAddress(group.arn(), id, port, finding);
	}

	private static boolean inTask(InstanceIdentity identity) {
		return identity.task() != null;
	}

	private static Finding idUnknown(String group, boolean onInstance) {
		return new Finding("elb-target-id-unknown", Severity.WARNING,
				"The id by which we are registered in target group '%s' is not known.".formatted(group),
				onInstance
						? "Let the task reach the metadata service of its instance, whose id it is, or allow 'ecs:DescribeContainerInstances', or set %s."
							.formatted(ElbProperties.TARGET_ID)
						: "Set %s.".formatted(ElbProperties.TARGET_ID));
	}

	private static Finding portUnknown(String group, @Nullable Integer ours) {
		String words = "The port at which we are registered in target group '%s' is not known: ".formatted(group)
				+ ((ours != null)
						? "it is not told which port of the instance leads to '%d' of the task.".formatted(ours)
						: "there is no web server.");
		return new Finding("elb-port-unknown", Severity.WARNING, words, "Set %s.".formatted(ElbProperties.TARGET_PORT));
	}

	/**
	 * Return the target.
	 * @return the target, or {@code null} when too little is known
	 */
	@Nullable Target target() {
		return (this.id != null && this.port != null) ? new Target(this.group, this.id, this.port) : null;
	}

}
