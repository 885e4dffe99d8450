package io.github.spotaware;

import java.util.Locale;
import java.util.Set;

/**
 * Names why the application has to leave.
 */
public enum NoticeCause {

	/**
	 * AWS reclaims the Spot capacity.
	 */
	SPOT_INTERRUPTION(Trait.INSTANCE_LOST, Trait.LEAVES_TARGET_GROUPS, Trait.REPLACEMENT_EXPECTED),

	/**
	 * EC2 recommends to rebalance, and the application is told to act on that.
	 */
	REBALANCE(Trait.OPEN_ENDED, Trait.LEAVES_TARGET_GROUPS, Trait.REPLACEMENT_EXPECTED),

	/**
	 * EC2 Auto Scaling terminates the instance.
	 */
	AUTO_SCALING_TERMINATION(Trait.INSTANCE_LOST, Trait.LEAVES_TARGET_GROUPS, Trait.REPLACEMENT_EXPECTED),

	/**
	 * EC2 Auto Scaling takes the instance out of service, and it lives on: on standby,
	 * detached, or in a warm pool.
	 */
	AUTO_SCALING_STANDBY(Trait.OPEN_ENDED, Trait.LEAVES_TARGET_GROUPS),

	/**
	 * AWS has scheduled maintenance that reboots, stops or retires the instance.
	 */
	SCHEDULED_MAINTENANCE(Trait.INSTANCE_LOST, Trait.LEAVES_TARGET_GROUPS, Trait.REPLACEMENT_EXPECTED),

	/**
	 * The instance is being stopped or terminated, whoever asked for it.
	 */
	INSTANCE_STATE_CHANGE(Trait.INSTANCE_LOST, Trait.LEAVES_TARGET_GROUPS),

	/**
	 * ECS stops the task for its service: a deployment, scaling in, a failed health
	 * check.
	 */
	SERVICE_SCHEDULER(Trait.IRREVOCABLE),

	/**
	 * Somebody stops the ECS task.
	 */
	USER_INITIATED(Trait.IRREVOCABLE),

	/**
	 * ECS stops the task for another reason, such as the end of an essential container.
	 */
	TASK_STOPPED(Trait.IRREVOCABLE),

	/**
	 * Kubernetes deletes the pod: a rolling update, scaling in, an eviction.
	 */
	POD_DELETION(Trait.IRREVOCABLE),

	/**
	 * Kubernetes is about to disrupt the pod: by an eviction, a preemption or a taint.
	 */
	POD_DISRUPTION,

	/**
	 * Somebody takes the Kubernetes node out of use, and its pods may have to go.
	 */
	NODE_CORDON,

	/**
	 * Karpenter, or whoever manages the Kubernetes node, has plans with it.
	 */
	NODE_DISRUPTION,

	/**
	 * The process received SIGTERM or SIGINT.
	 */
	TERMINATION_SIGNAL(Trait.IRREVOCABLE, Trait.MESSENGER),

	/**
	 * The application context is being closed.
	 */
	CONTEXT_CLOSED(Trait.IRREVOCABLE, Trait.MESSENGER),

	/**
	 * Somebody asked for it through the endpoint.
	 */
	OPERATOR(Trait.LEAVES_TARGET_GROUPS);

	private final boolean instanceLost;

	private final boolean leavesTargetGroups;

	private final boolean replacementExpected;

	private final boolean openEnded;

	private final boolean irrevocable;

	private final boolean messenger;

	NoticeCause(Trait... traits) {
		Set<Trait> all = Set.of(traits);
		this.instanceLost = all.contains(Trait.INSTANCE_LOST);
		this.leavesTargetGroups = all.contains(Trait.LEAVES_TARGET_GROUPS);
		this.replacementExpected = all.contains(Trait.REPLACEMENT_EXPECTED);
		this.openEnded = all.contains(Trait.OPEN_ENDED);
		this.irrevocable = all.contains(Trait.IRREVOCABLE);
		this.messenger = all.contains(Trait.MESSENGER);
	}

	/**
	 * Return words for a log line.
	 * @return the cause, such as {@code spot interruption}
	 */
	public String description() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/**
	 * Return the name users see in the endpoint and as a tag.
	 * @return the name, such as {@code spot-interruption}
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return whether the instance is lost whatever we do, so that leaving early gains
	 * nothing.
	 * @return whether the instance is lost
	 */
	public boolean instanceLost() {
		return this.instanceLost;
	}

	/**
	 * Return whether we deregister from our target groups for it. A plain SIGTERM on EC2
	 * does not, unless we register at start: after a restart in place nobody would
	 * register the target again. Where an orchestrator registers us, once for all, only
	 * what cannot be taken back does, and not the end of a process that is started again
	 * in the same place.
	 * @param identity who we are
	 * @return whether targets are deregistered
	 */
	public boolean leavesTargetGroups(InstanceIdentity identity) {
		if (!identity.platform().orchestrated()) {
			return this.leavesTargetGroups;
		}
		boolean comesBack = this == CONTEXT_CLOSED && identity.restarts();
		return (this.irrevocable && !comesBack) || this.instanceLost;
	}

	/**
	 * Return whether something else can be expected to take our place before the
	 * deadline, so that the last one in service does well to wait for it.
	 * @return whether a replacement may come
	 */
	public boolean replacementExpected() {
		return this.replacementExpected;
	}

	/**
	 * Return whether nothing happens to us when its time is over, so that the deadline of
	 * any other cause counts before it.
	 * @return whether it has no end of its own
	 */
	public boolean openEnded() {
		return this.openEnded;
	}

	/**
	 * Return whether nothing can take it back.
	 * @return whether it cannot be withdrawn
	 */
	public boolean irrevocable() {
		return this.irrevocable;
	}

	/**
	 * Return whether it only tells that we have to leave, so that any other cause says
	 * better why.
	 * @return whether it brings somebody else's message
	 */
	public boolean messenger() {
		return this.messenger;
	}

	private enum Trait {

		INSTANCE_LOST, LEAVES_TARGET_GROUPS, REPLACEMENT_EXPECTED, OPEN_ENDED, IRREVOCABLE, MESSENGER

	}

}
