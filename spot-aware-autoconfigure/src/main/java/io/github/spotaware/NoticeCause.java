package io.github.spotaware;

import java.util.Locale;

/**
 * Names why the application has to leave.
 */
public enum NoticeCause {

	/**
	 * AWS reclaims the Spot capacity.
	 */
	SPOT_INTERRUPTION(true, true, false),

	/**
	 * EC2 recommends to rebalance, and the application is told to act on that.
	 */
	REBALANCE(false, true, false),

	/**
	 * The process received SIGTERM or SIGINT.
	 */
	TERMINATION_SIGNAL(false, false, true),

	/**
	 * The application context is being closed.
	 */
	CONTEXT_CLOSED(false, false, true),

	/**
	 * Somebody asked for it through the endpoint.
	 */
	OPERATOR(false, true, false);

	private final boolean instanceLost;

	private final boolean leavesTargetGroups;

	private final boolean irrevocable;

	NoticeCause(boolean instanceLost, boolean leavesTargetGroups, boolean irrevocable) {
		this.instanceLost = instanceLost;
		this.leavesTargetGroups = leavesTargetGroups;
		this.irrevocable = irrevocable;
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
	 * does not: after a restart in place nobody would register the target again.
	 * @return whether targets are deregistered
	 */
	public boolean leavesTargetGroups() {
		return this.leavesTargetGroups;
	}

	/**
	 * Return whether nothing can take it back.
	 * @return whether it cannot be withdrawn
	 */
	public boolean irrevocable() {
		return this.irrevocable;
	}

}
