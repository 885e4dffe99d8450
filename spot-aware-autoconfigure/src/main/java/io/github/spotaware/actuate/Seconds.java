package io.github.spotaware.actuate;

import java.math.BigDecimal;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Writes durations as decimal seconds with their unit, such as {@code 97.4s}: one unit
 * for all that people compare at a glance, and the way in which Protocol Buffers write
 * durations in JSON.
 */
final class Seconds {

	private static final int MILLIS = 3;

	private Seconds() {
	}

	static String of(Duration duration) {
		return BigDecimal.valueOf(duration.toMillis(), MILLIS).stripTrailingZeros().toPlainString() + "s";
	}

	static @Nullable String ofNullable(@Nullable Duration duration) {
		return (duration != null) ? of(duration) : null;
	}

}
