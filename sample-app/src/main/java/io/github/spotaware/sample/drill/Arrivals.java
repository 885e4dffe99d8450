package io.github.spotaware.sample.drill;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

import io.github.spotaware.test.load.OpenLoopLoad;
import org.jspecify.annotations.Nullable;

/**
 * Says when requests arrive.
 *
 * @param rate requests a second, as a decimal number
 * @param together how many of them arrive at once
 */
record Arrivals(String rate, int together) {

	/**
	 * Fifty requests at once, every ten seconds.
	 */
	static final Arrivals BURSTS = new Arrivals("5", 50);

	private static final Pattern RATE = Pattern.compile("\\d{1,4}(\\.\\d{1,3})?");

	private static final double MOST = 2000;

	static Arrivals perSecond(int rate) {
		return new Arrivals(Integer.toString(rate), 1);
	}

	/**
	 * Read what a user writes.
	 * @return the arrivals, or {@code null} if that is neither a rate nor {@code bursts}
	 */
	static @Nullable Arrivals of(String text) {
		if (text.equals("bursts")) {
			return BURSTS;
		}
		if (!RATE.matcher(text).matches()) {
			return null;
		}
		BigDecimal rate = new BigDecimal(text).stripTrailingZeros();
		boolean possible = rate.signum() > 0 && rate.doubleValue() <= MOST;
		return possible ? new Arrivals(rate.toPlainString(), 1) : null;
	}

	double perSecond() {
		return Double.parseDouble(this.rate);
	}

	/**
	 * Time from one arrival to the next.
	 */
	Duration period() {
		return Duration.ofNanos(Math.round(Duration.ofSeconds(1).toNanos() * this.together / perSecond()));
	}

	OpenLoopLoad.Builder applyTo(OpenLoopLoad.Builder load) {
		return (this.together == 1) ? load.rate(perSecond()) : load.bursts(this.together, period());
	}

	/**
	 * The arrivals in words.
	 */
	String description() {
		return (this.together == 1) ? this.rate + " a second"
				: "%d every %d s".formatted(this.together, period().toSeconds());
	}

}
