package io.github.spotaware.lifecycle;

/**
 * How much of Spot Aware an application has. What is left out is not looked at, not even
 * its conditions.
 */
enum Extent {

	/**
	 * Nothing: plain Spring Boot.
	 */
	NOTHING,

	/**
	 * One line of the log, which says that there is no sign of a platform.
	 */
	ONE_LINE,

	/**
	 * The endpoint, which says so too, and what it shows.
	 */
	ENDPOINT,

	/**
	 * Everything.
	 */
	ALL;

	static final String ROOT = "io.github.spotaware.";

	private static final String DORMANT = "diagnostics.DormantAutoConfiguration";

	/**
	 * Return whether an auto-configuration is part of it.
	 * @param feature its class name below our root package
	 */
	boolean includes(String feature) {
		if (feature.equals(DORMANT)) {
			return this == ONE_LINE;
		}
		return this == ALL || (this == ENDPOINT && isShown(feature));
	}

	private static boolean isShown(String feature) {
		return feature.startsWith("actuate.") || feature.startsWith("lifecycle.") || feature.startsWith("platform.");
	}

}
