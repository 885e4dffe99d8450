package io.github.spotaware.elb;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts how often something was not told, for what nothing depends on: it is not asked
 * for ever. Safe for use by any thread.
 */
final class Attempts {

	private static final int MOST = 10;

	private final Map<String, Integer> failures = new ConcurrentHashMap<>();

	/**
	 * Take in that something was not told.
	 * @param subject what it is about
	 * @param hopeful whether to ask again may help
	 */
	void failed(String subject, boolean hopeful) {
		this.failures.merge(subject, hopeful ? 1 : MOST, Integer::sum);
	}

	/**
	 * Return whether to ask no more.
	 * @param subject what it is about
	 */
	boolean over(String subject) {
		return this.failures.getOrDefault(subject, 0) >= MOST;
	}

}
