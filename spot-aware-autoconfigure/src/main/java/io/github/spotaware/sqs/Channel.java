package io.github.spotaware.sqs;

/**
 * Names what stands side by side: each is a source of its own, since a recommendation
 * must not take the place of a notice.
 */
enum Channel {

	/**
	 * What ends us.
	 */
	ENDING("sqs"),

	/**
	 * The recommendation to rebalance.
	 */
	REBALANCE("sqs-rebalance"),

	/**
	 * Scheduled maintenance.
	 */
	MAINTENANCE("sqs-maintenance");

	private final String source;

	Channel(String source) {
		this.source = source;
	}

	String source() {
		return this.source;
	}

}
