package io.github.spotaware.test.elb;

import java.util.List;

import io.github.spotaware.test.wire.Pending;

/**
 * Plays a target group; safe for use by several threads. Times are on the scale of
 * {@link System#nanoTime()}.
 */
public final class FakeTargetGroup {

	FakeTargetGroup() {
	}

	/**
	 * Returns the ARN.
	 * @return the ARN
	 */
	public String arn() {
		return Pending.value();
	}

	/**
	 * Returns the name.
	 * @return the name
	 */
	public String name() {
		return Pending.value();
	}

	/**
	 * Returns the settings.
	 * @return the settings
	 */
	public TargetGroupSettings settings() {
		return Pending.value();
	}

	/**
	 * Registers a target, as the API does but without its limits.
	 * @param id the address or instance id
	 * @param port the port
	 */
	public void register(String id, int port) {
		Pending.value();
	}

	/**
	 * Deregisters a target, as the API does but without its limits.
	 * @param id the address or instance id
	 * @param port the port
	 */
	public void deregister(String id, int port) {
		Pending.value();
	}

	/**
	 * Declares a registered target healthy without waiting for health checks.
	 * @param id the address or instance id
	 * @param port the port
	 */
	public void healthy(String id, int port) {
		Pending.value();
	}

	/**
	 * Takes in the result of a health check.
	 * @param node who checked
	 * @param id the address or instance id
	 * @param port the port
	 * @param passed whether the target passed
	 */
	public void checked(String node, String id, int port, boolean passed) {
		Pending.value();
	}

	/**
	 * Says whether a load balancer routes to this group, which it does from the start.
	 * @param attached whether one does
	 */
	public void attached(boolean attached) {
		Pending.value();
	}

	/**
	 * Returns the state of a target as the API tells it.
	 * @param id the address or instance id
	 * @param port the port
	 * @return the state
	 */
	public TargetState state(String id, int port) {
		return Pending.value();
	}

	/**
	 * Returns every target that was ever registered, those that are gone included.
	 * @return the targets in the order of their first registration
	 */
	public List<Target> targets() {
		return Pending.value();
	}

}
