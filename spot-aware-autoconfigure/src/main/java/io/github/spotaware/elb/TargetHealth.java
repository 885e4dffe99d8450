package io.github.spotaware.elb;

/**
 * What the load balancer says of a target.
 *
 * @param word the state in the load balancer's own word, such as {@code draining}
 * @param reason why, in the load balancer's own words, may be empty
 */
record TargetHealth(String word, String reason) {

	static final TargetHealth NOT_LISTED = new TargetHealth("unused", "not listed");

	static final TargetHealth UNKNOWN = new TargetHealth("unknown", "");

	TargetState state() {
		return TargetState.of(this.word);
	}

	boolean healthy() {
		return "healthy".equals(this.word);
	}

	String words() {
		return this.reason.isEmpty() ? "'%s'".formatted(this.word) : "'%s' ('%s')".formatted(this.word, this.reason);
	}

}
