package io.github.spotaware.elb;

import io.github.spotaware.Finding;

/**
 * Says why the Elastic Load Balancing API did not do what it was asked.
 *
 * @param kind the kind of problem
 * @param action the action it was asked for, such as {@code DeregisterTargets}
 * @param group the ARN of the target group
 * @param detail what it answered
 */
record Problem(Kind kind, String action, String group, String detail) {

	boolean retryable() {
		return this.kind.retryable;
	}

	String words() {
		return "%s for target group '%s' %s: %s".formatted(this.action, TargetGroupArn.nameOf(this.group),
				this.kind.words, this.detail);
	}

	Finding finding() {
		// Descriptions cannot be allowed for a single target group.
		String resource = this.action.startsWith("Describe") ? "*" : this.group;
		return new Finding(this.kind.id, words() + '.', this.kind.remedy.formatted(this.action, resource, this.group));
	}

	/**
	 * The kinds of problem, each with what to do about it.
	 */
	enum Kind {

		/**
		 * The IAM role does not allow it.
		 */
		ACCESS_DENIED("elb-access-denied", false, "is not allowed",
				"Allow 'elasticloadbalancing:%1$s' on '%2$s' in the IAM role."),

		/**
		 * There is no such target group.
		 */
		GROUP_NOT_FOUND("elb-target-group-not-found", false, "finds no such group",
				"Correct '%3$s' in spot-aware.elb.target-group-arns."),

		/**
		 * The target cannot be in the group.
		 */
		INVALID_TARGET("elb-invalid-target", false, "takes our target for invalid",
				"Correct spot-aware.elb.target-id: '%3$s' takes instance ids or IP addresses, by its target type."),

		/**
		 * The account calls too often.
		 */
		THROTTLED("elb-throttled", true, "is throttled",
				"Nothing as a rule: it is tried again. If it lasts, look for what else calls the API in this account "
						+ "and Region."),

		/**
		 * The SDK's client cannot be built.
		 */
		NO_CLIENT("elb-no-client", true, "cannot be asked for",
				"Keep an HTTP client of the AWS SDK for blocking calls on the class path, such as "
						+ "software.amazon.awssdk:url-connection-client, and import the SDK's BOM."),

		/**
		 * No answer, or a server error.
		 */
		UNREACHABLE("elb-unreachable", true, "fails",
				"Make sure that the API can be reached (route, VPC endpoint, security group) and that there are "
						+ "credentials. It is tried again."),

		/**
		 * Any other refusal.
		 */
		REFUSED("elb-refused", false, "is refused",
				"Look the error up under %1$s in the API reference of Elastic Load Balancing.");

		private final String id;

		private final boolean retryable;

		private final String words;

		private final String remedy;

		Kind(String id, boolean retryable, String words, String remedy) {
			this.id = id;
			this.retryable = retryable;
			this.words = words;
			this.remedy = remedy;
		}

	}

}
