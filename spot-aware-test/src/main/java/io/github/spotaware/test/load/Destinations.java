package io.github.spotaware.test.load;

import java.util.List;
import java.util.Random;

/**
 * Chooses destinations by their shares, the same for the same seed.
 */
final class Destinations {

	private final List<Destination> all;

	private final double sum;

	private final Random random;

	Destinations(List<Destination> all, long seed) {
		if (all.isEmpty()) {
			throw new IllegalStateException("A load needs at least one endpoint");
		}
		this.all = List.copyOf(all);
		this.sum = all.stream().mapToDouble(Destination::share).sum();
		this.random = new Random(seed);
	}

	Destination next() {
		double point = this.random.nextDouble() * this.sum;
		for (Destination destination : this.all) {
			point -= destination.share();
			if (point < 0) {
				return destination;
			}
		}
		return this.all.get(this.all.size() - 1);
	}

}
