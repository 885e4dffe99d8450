package io.github.spotaware.elb;

import org.jspecify.annotations.Nullable;

/**
 * Names what the state of a target means for leaving.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html">
 * Target health status</a>
 */
enum TargetState {

	/**
	 * In the group, whether healthy or not.
	 */
	REGISTERED,

	/**
	 * Let go of, connection by connection.
	 */
	DRAINING,

	/**
	 * Not in the group, or in one that nothing routes to.
	 */
	UNUSED,

	/**
	 * In the group, but the load balancer does not know how it is.
	 */
	UNAVAILABLE,

	/**
	 * Not told.
	 */
	UNKNOWN;

	static TargetState of(String word) {
		return switch (word) {
			case "healthy", "initial", "unhealthy" -> REGISTERED;
			case "draining", "unhealthy.draining" -> DRAINING;
			case "unused" -> UNUSED;
			case "unavailable" -> UNAVAILABLE;
			default -> UNKNOWN;
		};
	}

	boolean registered() {
		return this == REGISTERED || this == DRAINING || this == UNAVAILABLE;
	}

	/**
	 * Return since when the target is leaving.
	 * @param before since when it was, or {@code null} when it was not
	 * @param now the present reading of the ticker
	 * @return since when it is, or {@code null} when it is not
	 */
	@Nullable Long leaving(@Nullable Long before, long now) {
		return switch (this) {
			case REGISTERED -> null;
			case DRAINING, UNUSED -> (before != null) ? before : (Long) now;
			case UNAVAILABLE, UNKNOWN -> before;
		};
	}

}
