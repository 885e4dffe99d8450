package io.github.spotaware.lifecycle;

import java.time.Duration;

/**
 * Names the shutdown phases whose time-out is recomputed, in the order in which they
 * stop. What could eat up what the web server needs gets less of the time that is left.
 */
enum ShutdownStage {

	/**
	 * What stops before the web server.
	 */
	FIRST("first phases", Integer.MAX_VALUE, 0.4),

	/**
	 * Requests that still arrive when the drain is over.
	 */
	LAST_REQUESTS("last requests", ShutdownStage.WEB_SERVER_PHASE + 1, 0.6),

	/**
	 * Spring Boot's graceful shutdown.
	 */
	WEB_SERVER("web server", ShutdownStage.WEB_SERVER_PHASE, 0.8),

	/**
	 * What stops after the web server.
	 */
	LATER("later phases", Integer.MAX_VALUE - 1536, 0.5);

	/**
	 * The phase in which Boot's web servers shut down gracefully.
	 */
	private static final int WEB_SERVER_PHASE = Integer.MAX_VALUE - 1024;

	private final String words;

	private final int phase;

	private final double share;

	ShutdownStage(String words, int phase, double share) {
		this.words = words;
		this.phase = phase;
		this.share = share;
	}

	String words() {
		return this.words;
	}

	int phase() {
		return this.phase;
	}

	/**
	 * Return how much of the time left it may take.
	 */
	Duration of(Duration left) {
		return Duration.ofNanos((long) (left.toNanos() * this.share));
	}

}
