package io.github.spotaware.sample.shop;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Takes the time that a payment provider or a database would take.
 *
 * @param mean the time on average
 * @param spread the largest difference to it
 * @param random gives numbers from 0 to 1
 * @param sleep does the waiting
 */
record Latency(Duration mean, Duration spread, DoubleSupplier random, Consumer<Duration> sleep) {

	void await() {
		Duration time = next();
		if (time.compareTo(Duration.ZERO) > 0) {
			this.sleep.accept(time);
		}
	}

	Duration next() {
		long offset = Math.round(this.spread.toNanos() * (2 * this.random.getAsDouble() - 1));
		return this.mean.plusNanos(offset);
	}

}
