package io.github.spotaware.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * The middle of measured values, and what lies around it.
 *
 * @param lower where it begins
 * @param median half of the values are below
 * @param upper where it ends
 */
record Spread(double lower, double median, double upper) {

	/**
	 * Within so many standard deviations lie 95 % of a normal distribution.
	 */
	private static final double NORMAL_95 = 1.96;

	/**
	 * Return the median, and the middle half.
	 */
	static Spread of(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
	}

	/**
	 * Return the median, and between what the median of more values like these lies with
	 * a probability of 95 %, however they are distributed.
	 */
	static Spread ofMedian(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		double reach = NORMAL_95 / 2 / Math.sqrt(sorted.size());
		return new Spread(at(sorted, Math.max(0, 0.5 - reach)), at(sorted, 0.5), at(sorted, Math.min(1, 0.5 + reach)));
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
