package io.github.spotaware.lifecycle;

import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * The ways in which requests come. Each makes the gaps to the next request, in seconds.
 */
enum ArrivalProcess {

	/**
	 * Independent of each other.
	 */
	POISSON {
		@Override
		DoubleSupplier gaps(Random random) {
			double rate = between(random, 0.5, 20);
			return () -> exponential(random, rate);
		}
	},

	/**
	 * Several at once, then none for a while.
	 */
	BURSTS {
		@Override
		DoubleSupplier gaps(Random random) {
			int size = 2 + random.nextInt(30);
			double every = between(random, 1, 6);
			int[] left = { size };
			return () -> {
				if (--left[0] > 0) {
					return 0.005;
				}
				left[0] = size;
				return every * between(random, 0.9, 1.1);
			};
		}
	},

	/**
	 * By the clock, with a little jitter.
	 */
	PERIODIC {
		@Override
		DoubleSupplier gaps(Random random) {
			double period = between(random, 0.05, 6);
			return () -> period * between(random, 0.95, 1.05);
		}
	},

	/**
	 * Dense for a while, and then nothing for a while.
	 */
	ON_OFF {
		@Override
		DoubleSupplier gaps(Random random) {
			double rate = between(random, 2, 40);
			double on = between(random, 1, 10);
			double off = between(random, 0.5, 4);
			double[] left = { on };
			return () -> {
				double gap = exponential(random, rate);
				left[0] -= gap;
				if (left[0] > 0) {
					return gap;
				}
				left[0] = exponential(random, 1 / on);
				return gap + Math.min(3 * off, exponential(random, 1 / off));
			};
		}
	},

	/**
	 * Mostly close, seldom far apart.
	 */
	HEAVY_TAIL {
		@Override
		DoubleSupplier gaps(Random random) {
			double least = between(random, 0.02, 0.4);
			double shape = between(random, 1.2, 2.5);
			return () -> least / Math.pow(1 - random.nextDouble(), 1 / shape);
		}
	};

	abstract DoubleSupplier gaps(Random random);

	String words() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static double exponential(Random random, double rate) {
		return -Math.log(1 - random.nextDouble()) / rate;
	}

	private static double between(Random random, double least, double most) {
		return least + (most - least) * random.nextDouble();
	}

}
