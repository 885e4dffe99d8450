package io.github.spotaware.sample.matrix;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Writes numbers for people.
 */
final class Numbers {

	private Numbers() {
	}

	/**
	 * Write a number with at most two decimals.
	 */
	static String plain(double number) {
		BigDecimal rounded = BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
		return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
	}

	static String seconds(OptionalDouble seconds) {
		return seconds.isPresent() ? String.format(Locale.ROOT, "%.1f s", seconds.getAsDouble()) : "";
	}

	static String count(long count) {
		return String.format(Locale.ROOT, "%,d", count);
	}

}
