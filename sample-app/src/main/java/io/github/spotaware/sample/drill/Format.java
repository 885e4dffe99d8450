package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Writes numbers for people.
 */
final class Format {

	private Format() {
	}

	static String count(long number) {
		return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
	}

	static String seconds(@Nullable Duration time) {
		return (time != null) ? String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0) : "-";
	}

	static String millis(@Nullable Duration time) {
		return (time != null) ? String.format(Locale.ROOT, "%d ms", time.toMillis()) : "-";
	}

}
