package io.github.spotaware.elb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import io.github.spotaware.Target;
import io.github.spotaware.TargetLocator;
import io.github.spotaware.aws.Findings;
import org.jspecify.annotations.Nullable;

/**
 * Finds our targets in the target groups that are known. A task looks which registered
 * ones are its own, whatever container and port they belong to; what is not found, and
 * any target of an instance, is computed. Safe for use by any thread.
 */
final class TargetsInGroups implements TargetLocator {

	private final ElbProperties properties;

	private final TargetGroups groups;

	private final GroupKinds kinds;

	private final ServerPort serverPort;

	private final LoadBalancingApi api;

	private final Findings findings;

	private final Map<String, List<Target>> found = new ConcurrentHashMap<>();

	TargetsInGroups(ElbProperties properties, TargetGroups groups, GroupKinds kinds, ServerPort serverPort,
			LoadBalancingApi api, Findings findings) {
		this.properties = properties;
		this.groups = groups;
		this.kinds = kinds;
		this.serverPort = serverPort;
		this.api = api;
		this.findings = findings;
	}

	@Override
	public List<Target> locate(InstanceIdentity identity) throws InterruptedException {
		return List.copyOf(find(identity, TargetSurvey.PATIENT).targets());
	}

	/**
	 * Find our targets. Looks again only into groups in which we were not found yet.
	 * @param identity who we are
	 * @param haste how much time there is
	 * @return the targets
	 * @throws InterruptedException when interrupted
	 */
	Located find(InstanceIdentity identity, Haste haste) throws InterruptedException {
		Located located = new Located();
		TargetGroups.Known known = this.groups.locate(identity, haste.urgent());
		if (known.sight() != Sight.CLEAR) {
			located.incomplete(known.sight() == Sight.DIM);
		}
		for (SearchedGroup group : known.groups()) {
			List<Target> before = this.found.get(group.arn());
			if (before != null) {
				before.forEach(located::add);
			}
			else {
				find(group, identity, haste, located);
			}
		}
		return located;
	}

	/**
	 * Return whether there is no target group to look in.
	 */
	boolean none() {
		return this.groups.none();
	}

	private void find(SearchedGroup group, InstanceIdentity identity, Haste haste, Located located)
			throws InterruptedException {
		GroupKind kind = this.kinds.of(group.arn(), identity);
		if (kind == null) {
			return;
		}
		if (kind.type() == TargetType.OTHER) {
			tell(group, unsupported(group.arn()));
			return;
		}
		if (identity.platform() == Platform.KUBERNETES && reachesNode(kind.type())) {
			// Whoever takes the node out takes all of its pods out.
			tell(group, targetIsNode(group.arn()));
			return;
		}
		TargetAddress address = TargetAddress.of(group, kind.type(), identity, this.properties, this.serverPort.get());
		boolean told = this.properties.targetId() != null || this.properties.targetPort() != null;
		if (identity.platform().ecs() && identity.task() == null && !told) {
			// Without the task's own ports, the server's on the instance may be
			// another's.
			located.incomplete(false);
			return;
		}
		if (!identity.contained() || (told && group.certain())) {
			compute(group, address, located);
			return;
		}
		Answer<Map<Target, TargetHealth>> answer = this.api.health(group.arn(), haste.limit());
		Map<Target, TargetHealth> listed = answer.value();
		if (listed == null) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			boolean hopeful = answer.problem() == null || answer.problem().retryable();
			located.untold(hopeful);
			miss(group, address, TargetHealth.UNKNOWN, located, hopeful);
			return;
		}
		Map<Target, TargetHealth> ours = new LinkedHashMap<>(listed);
		ours.keySet().removeIf((target) -> told ? !target.equals(address.target()) : !identity.owns(target));
		if (!ours.isEmpty()) {
			take(group, ours, located);
		}
		else if (group.certain()) {
			miss(group, address, TargetHealth.NOT_LISTED, located, false);
		}
	}

	private boolean reachesNode(TargetType type) {
		String told = this.properties.targetId();
		return type == TargetType.INSTANCE || (told != null && told.startsWith("i-"));
	}

	private void take(SearchedGroup group, Map<Target, TargetHealth> ours, Located located) {
		Map<Target, TargetHealth> live = new LinkedHashMap<>(ours);
		// Somebody before us may have had the same address.
		live.values().removeIf((health) -> health.state() == TargetState.DRAINING);
		if (!live.isEmpty()) {
			this.found.put(group.arn(), List.copyOf(live.keySet()));
		}
		(live.isEmpty() ? ours : live).forEach(located::add);
		tell(group, null);
	}

	private void miss(SearchedGroup group, TargetAddress address, TargetHealth health, Located located,
			boolean hopeful) {
		Target target = group.certain() ? address.target() : null;
		if (group.certain()) {
			tell(group, address.finding());
		}
		if (target != null) {
			located.add(target, health);
		}
		else {
			located.incomplete(hopeful);
		}
	}

	private void compute(SearchedGroup group, TargetAddress address, Located located) {
		tell(group, address.finding());
		Target target = address.target();
		if (target != null) {
			located.add(target);
		}
	}

	private void tell(SearchedGroup group, @Nullable Finding finding) {
		String subject = "our target in '%s'".formatted(group.arn());
		if (finding != null) {
			this.findings.add(subject, finding);
		}
		else {
			this.findings.remove(subject);
		}
	}

	private static Finding targetIsNode(String group) {
		return new Finding("elb-target-is-node", Severity.WARNING,
				"The targets of '%s' are nodes, not pods: a pod cannot leave it without taking other pods along."
					.formatted(TargetGroupArn.nameOf(group)),
				"Let the load balancer controller register pods ('alb.ingress.kubernetes.io/target-type: ip'), and name no instance in %s."
					.formatted(ElbProperties.TARGET_ID));
	}

	private static Finding unsupported(String group) {
		return new Finding("elb-target-type-unsupported", Severity.WARNING,
				"Target group '%s' has targets that are neither instances nor IP addresses."
					.formatted(TargetGroupArn.nameOf(group)),
				"Remove '%s' from %s.".formatted(group, ElbProperties.TARGET_GROUP_ARNS));
	}

}
