package io.github.spotaware.test.environment;

import java.util.Locale;

/**
 * Names what a Spot interruption does to the instance.
 */
public enum SpotAction {

	/**
	 * The instance ends. What has drained for it is over for good.
	 */
	TERMINATE,

	/**
	 * The instance stops, and goes on when it is started again.
	 */
	STOP,

	/**
	 * The instance hibernates, and goes on when it is started again.
	 */
	HIBERNATE;

	String id() {
		return name().toLowerCase(Locale.ROOT);
	}

}
