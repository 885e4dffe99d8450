package io.github.spotaware.testsupport;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A target group in simulated time: who is registered, how healthy, and since when
 * draining.
 */
public final class SimulatedGroup {

	private final String arn;

	private final String targetType;

	private final Duration delay;

	private final SimulatedTime time;

	private final Map<Member, Membership> members = new LinkedHashMap<>();

	private boolean gone;

	/**
	 * Create a group.
	 * @param arn its ARN
	 * @param targetType {@code instance} or {@code ip}
	 * @param delay its deregistration delay
	 * @param time the time
	 */
	public SimulatedGroup(String arn, String targetType, Duration delay, SimulatedTime time) {
		this.arn = arn;
		this.targetType = targetType;
		this.delay = delay;
		this.time = time;
	}

	public String arn() {
		return this.arn;
	}

	String targetType() {
		return this.targetType;
	}

	Duration delay() {
		return this.delay;
	}

	/**
	 * Delete the group.
	 */
	public void delete() {
		this.gone = true;
	}

	public boolean gone() {
		return this.gone;
	}

	public void register(Member member, boolean healthy) {
		this.members.put(member, new Membership(healthy, null));
	}

	public void deregister(Member member) {
		this.members.computeIfPresent(member, (key, before) -> (before.drainingSince() == null)
				? new Membership(before.healthy(), this.time.passed()) : before);
	}

	/**
	 * Say what the health checks find.
	 */
	public void healthy(Member member, boolean healthy) {
		this.members.computeIfPresent(member, (key, before) -> new Membership(healthy, before.drainingSince()));
	}

	/**
	 * Return how a member is, in the load balancer's own words.
	 */
	public String state(Member member) {
		Membership membership = this.members.get(member);
		if (membership == null) {
			return "unused";
		}
		Duration since = membership.drainingSince();
		if (since == null) {
			return membership.healthy() ? "healthy" : "unhealthy";
		}
		return (this.time.passed().compareTo(since.plus(this.delay)) < 0) ? "draining" : "unused";
	}

	/**
	 * Return the members that are not gone, with their states.
	 */
	public Map<Member, String> states() {
		Map<Member, String> states = new LinkedHashMap<>();
		this.members.keySet().forEach((member) -> states.put(member, state(member)));
		states.values().removeIf("unused"::equals);
		return states;
	}

	/**
	 * Return whether it has a healthy member besides.
	 */
	public boolean hasHealthyBesides(Member member) {
		return states().entrySet()
			.stream()
			.anyMatch((entry) -> !entry.getKey().equals(member) && entry.getValue().equals("healthy"));
	}

	/**
	 * Return whether it sends new requests to a member. A group without any healthy
	 * member sends them to all.
	 */
	public boolean routesTo(Member member) {
		String state = state(member);
		boolean chosen = state.equals("healthy") || (state.equals("unhealthy") && !hasHealthyBesides(member));
		return chosen && !this.gone;
	}

	/**
	 * Who can be in a group.
	 *
	 * @param id an instance id or an address
	 * @param port the port
	 */
	public record Member(String id, int port) {
	}

	private record Membership(boolean healthy, @Nullable Duration drainingSince) {
	}

}
