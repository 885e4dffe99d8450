package io.github.spotaware.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * The middle of measured values, and the middle half.
 *
 * @param lower a quarter is below
 * @param median half is below
 * @param upper a quarter is above
 */
record Spread(double lower, double median, double upper) {

	static Spread of(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
	}

	private static double at(List<Double> sorted, double share) {
		double index = share * (sorted.size() - 1);
		double below = sorted.get((int) Math.floor(index));
		double above = sorted.get((int) Math.ceil(index));
		return below + (index - Math.floor(index)) * (above - below);
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%,.1f (%,.1f to %,.1f)", this.median, this.lower, this.upper);
	}

}
