package io.github.spotaware.elb;

import io.github.spotaware.TargetGroup;
import org.jspecify.annotations.Nullable;

/**
 * A target group to look for us in.
 *
 * @param arn the ARN of the group
 * @param port the port of our container that is registered there, or {@code null} when
 * nobody told
 * @param certain whether we are in it, rather than perhaps
 */
record SearchedGroup(String arn, @Nullable Integer port, boolean certain) {

	static SearchedGroup configured(String arn) {
		return new SearchedGroup(arn, null, true);
	}

	static SearchedGroup located(TargetGroup group) {
		return new SearchedGroup(group.arn(), group.port(), group.port() != null);
	}

	/**
	 * Return what two who know of the same group know together.
	 * @param other what the other one knows
	 * @return both together
	 */
	SearchedGroup and(SearchedGroup other) {
		return new SearchedGroup(this.arn, (this.port != null) ? this.port : other.port, this.certain || other.certain);
	}

}
