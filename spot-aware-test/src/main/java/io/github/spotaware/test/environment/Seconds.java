package io.github.spotaware.test.environment;

import java.time.Duration;
import java.util.Locale;

/**
 * Writes times.
 */
final class Seconds {

	private static final double NANOS = 1e9;

	private Seconds() {
	}

	static String of(Duration duration) {
		return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / NANOS);
	}

	/**
	 * Returns a time as the beginning of a line.
	 */
	static String column(Duration duration) {
		return String.format(Locale.ROOT, "%8.2f s  ", duration.toNanos() / NANOS);
	}

}
