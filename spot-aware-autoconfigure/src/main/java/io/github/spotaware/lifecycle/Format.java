package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.Locale;

/**
 * Formats durations for people.
 */
final class Format {

	private Format() {
	}

	static String duration(Duration duration) {
		double seconds = duration.toNanos() / 1e9;
		if (seconds < 1) {
			return "%d ms".formatted(duration.toMillis());
		}
		return (duration.toNanosPart() == 0) ? "%d s".formatted(duration.toSeconds())
				: String.format(Locale.ROOT, "%.1f s", seconds);
	}

}
