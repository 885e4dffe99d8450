package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.List;

/**
 * Summarises measured times.
 *
 * @param times the times, at least one
 */
record Spread(List<Duration> times) {

	Spread {
		times = times.stream().sorted().toList();
	}

	Duration median() {
		int middle = this.times.size() / 2;
		return (this.times.size() % 2 == 1) ? this.times.get(middle)
				: this.times.get(middle - 1).plus(this.times.get(middle)).dividedBy(2);
	}

	Duration maximum() {
		return this.times.get(this.times.size() - 1);
	}

	@Override
	public String toString() {
		return "median %s, maximum %s of %d".formatted(Format.millis(median()), Format.millis(maximum()),
				this.times.size());
	}

}
