package io.github.spotaware.elb;

import io.github.spotaware.Finding;
import io.github.spotaware.Severity;
import io.github.spotaware.aws.FailureKind;

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

	/**
	 * Return what became of the call, without what it was about.
	 */
	String answer() {
		return "%s %s: %s".formatted(this.action, this.kind.words, this.detail);
	}

	Finding finding() {
		// Descriptions cannot be allowed for a single target group.
		String resource = this.action.startsWith("Describe") ? "*" : this.group;
		return new Finding("elb-" + this.kind.id, this.kind.severity, words() + '.', this.kind.remedy
			.formatted("elasticloadbalancing", this.action, resource, "Elastic Load Balancing", this.group));
	}

	/**
	 * The kinds of problem, each with what to do about it.
	 */
	enum Kind {

		/**
		 * The IAM role does not allow it.
		 */
		ACCESS_DENIED(FailureKind.ACCESS_DENIED),

		/**
		 * There is no such target group.
		 */
		GROUP_NOT_FOUND("target-group-not-found", Severity.WARNING, false, "finds no such group",
				"Correct '%5$s' in spot-aware.elb.target-group-arns. If it is a group of the ECS service: it was deleted, and the service has to be updated."),

		/**
		 * The target cannot be in the group.
		 */
		INVALID_TARGET("invalid-target", Severity.WARNING, false, "takes our target for invalid",
				"'%5$s' takes instance ids or IP addresses, by its target type. Correct spot-aware.elb.target-id, where it is set."),

		/**
		 * The account calls too often.
		 */
		THROTTLED(FailureKind.THROTTLED),

		/**
		 * The SDK's client cannot be built.
		 */
		NO_CLIENT(FailureKind.NO_CLIENT),

		/**
		 * No answer, or a server error.
		 */
		UNREACHABLE(FailureKind.UNREACHABLE),

		/**
		 * Any other refusal.
		 */
		REFUSED(FailureKind.REFUSED);

		private final String id;

		private final Severity severity;

		private final boolean retryable;

		private final String words;

		private final String remedy;

		Kind(FailureKind kind) {
			this(kind.id(), kind.severity(), kind.retryable(), kind.words(), kind.remedy());
		}

		Kind(String id, Severity severity, boolean retryable, String words, String remedy) {
			this.id = id;
			this.severity = severity;
			this.retryable = retryable;
			this.words = words;
			this.remedy = remedy;
		}

		static Kind of(FailureKind kind) {
			return switch (kind) {
				case ACCESS_DENIED -> ACCESS_DENIED;
				case THROTTLED -> THROTTLED;
				case NO_CLIENT -> NO_CLIENT;
				case UNREACHABLE -> UNREACHABLE;
				case REFUSED -> REFUSED;
			};
		}

	}

}
