package io.github.spotaware.elb;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import io.github.spotaware.aws.Findings;
import org.jspecify.annotations.Nullable;

/**
 * Knows what kind each target group is. Asks once, and again what was not told and may
 * be; guesses meanwhile. Safe for use by any thread.
 */
final class GroupKinds {

	private final LoadBalancingApi api;

	private final Findings findings;

	private final Map<String, GroupKind> kinds = new ConcurrentHashMap<>();

	private final Set<String> untold = ConcurrentHashMap.newKeySet();

	private final Attempts attempts = new Attempts();

	GroupKinds(LoadBalancingApi api, Findings findings) {
		this.api = api;
		this.findings = findings;
	}

	/**
	 * Return what kind a group is, as far as it was told or had to be guessed.
	 * @param group the ARN of the group
	 * @return the kind, or {@code null} while it is not known
	 */
	@Nullable GroupKind known(String group) {
		return this.kinds.get(group);
	}

	/**
	 * Return what kind a group is, and ask if that is not known.
	 * @param group the ARN of the group
	 * @param identity who we are, to guess by
	 * @return the kind, or {@code null} when there is no such group
	 */
	@Nullable GroupKind of(String group, InstanceIdentity identity) {
		GroupKind known = this.kinds.get(group);
		if (known != null) {
			return known;
		}
		Answer<GroupKind> answer = ask(group);
		GroupKind told = answer.value();
		if (told != null) {
			return told;
		}
		Problem problem = answer.problem();
		if (problem != null && problem.kind() == Problem.Kind.GROUP_NOT_FOUND) {
			return null;
		}
		GroupKind guess = guess(identity);
		if (problem == null || !problem.retryable()) {
			this.kinds.put(group, guess);
		}
		return guess;
	}

	/**
	 * Return whether it was asked in vain what kind a group is, and may be told when it
	 * is asked again.
	 * @param group the ARN of the group
	 */
	boolean open(String group) {
		return this.untold.contains(group) && !this.attempts.over(group);
	}

	/**
	 * Ask again what kind a group is.
	 * @param group the ARN of the group
	 * @throws InterruptedException when interrupted
	 */
	void read(String group) throws InterruptedException {
		Problem problem = ask(group).problem();
		if (problem != null) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			this.attempts.failed(group, problem.retryable());
		}
	}

	private Answer<GroupKind> ask(String group) {
		Answer<GroupKind> answer = this.api.kind(group);
		GroupKind kind = answer.value();
		if (kind == null) {
			this.untold.add(group);
			return answer;
		}
		this.untold.remove(group);
		this.kinds.put(group, kind);
		if (kind.network() && kind.type() != TargetType.OTHER) {
			this.findings.add("load balancer of '%s'".formatted(group), network(group));
		}
		return answer;
	}

	/**
	 * Auto Scaling registers instances by their ids, and pods and ECS tasks that have
	 * addresses are by those: that is the best guess. A wrong one is refused when it is
	 * deregistered, and harms nothing.
	 */
	private static GroupKind guess(InstanceIdentity identity) {
		boolean byAddress = identity.platform() == Platform.KUBERNETES
				|| (identity.task() != null && !identity.task().addresses().isEmpty());
		return new GroupKind(byAddress ? TargetType.IP : TargetType.INSTANCE, false);
	}

	private static Finding network(String group) {
		return new Finding("elb-network-load-balancer", Severity.INFO,
				("Target group '%s' belongs to a Network Load Balancer: it goes on sending flows to a deregistered "
						+ "target for minutes, and callers connect with their own or its nodes' addresses.")
					.formatted(TargetGroupArn.nameOf(group)),
				("Nothing where callers fall silent in time: each is waited for. To end the flows of the others, set "
						+ "'deregistration_delay.connection_termination.enabled' to 'true' and "
						+ "'deregistration_delay.timeout_seconds' below the time there is on '%s'.")
					.formatted(group));
	}

}
