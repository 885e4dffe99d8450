package io.github.spotaware.test.elb;

import java.util.Locale;

/**
 * Names the states of a target, as in <a href=
 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html">Health
 * checks for target groups</a>.
 */
public enum TargetState {

	/**
	 * Registered, not yet known to be healthy.
	 */
	INITIAL("Elb.RegistrationInProgress", "Target registration is in progress"),

	/**
	 * Receives requests.
	 */
	HEALTHY("", ""),

	/**
	 * Fails its health checks.
	 */
	UNHEALTHY("Target.FailedHealthChecks", "Health checks failed"),

	/**
	 * Deregistered, for the whole deregistration delay.
	 */
	DRAINING("Target.DeregistrationInProgress", "Target deregistration is in progress"),

	/**
	 * Not registered, or in a group that no load balancer routes to.
	 */
	UNUSED("Target.NotRegistered", "Target is not registered to the target group");

	private final String reason;

	private final String description;

	TargetState(String reason, String description) {
		this.reason = reason;
		this.description = description;
	}

	String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	String reason() {
		return this.reason;
	}

	String description() {
		return this.description;
	}

}
