package io.github.spotaware.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.spotaware.Departure;
import io.github.spotaware.Traffic.Peer;
import io.github.spotaware.Traffic.Snapshot;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plays interruptions against nodes of a load balancer that let go at different moments,
 * and counts those in which leaving by a rule of silence loses a request.
 */
class SilenceSimulationTests {

	private static final long SEED = 20261122;

	private static final double LAG = 40;

	@Test
	void silenceOfEachPeerKeepsTheThinnestNodeWhereSilenceOfTheSumDoesNot() {
		double[] shares = { 0.196, 0.196, 0.196, 0.196, 0.196, 0.02 };
		double sum = lossy(20, shares, true, 300);
		double each = lossy(20, shares, false, 2000);
		double settle = lossy(20, shares, false, 0.001, 2000);
		System.out.printf("seed %d, 20/s over 6 nodes: sum %.1f %%, each peer %.2f %%, always settle %.2f %%%n", SEED,
				100 * sum, 100 * each, 100 * settle);
		assertThat(sum).isBetween(0.25, 0.55);
		assertThat(each).isLessThanOrEqualTo(0.005);
		assertThat(settle).isLessThanOrEqualTo(0.001);
	}

	@Test
	void noRuleProvesTheSilenceOfSparseTraffic() {
		double[] shares = { 1 / 3d, 1 / 3d, 1 / 3d };
		double each = lossy(0.2, shares, false, 2000);
		System.out.printf("seed %d, 0.2/s over 3 nodes: each peer %.1f %%%n", SEED, 100 * each);
		assertThat(each).isBetween(0.05, 0.25);
	}

	private static double lossy(double rate, double[] shares, boolean sumOnly, int runs) {
		return lossy(rate, shares, sumOnly, 300, runs);
	}

	private static double lossy(double rate, double[] shares, boolean sumOnly, double history, int runs) {
		Random random = new Random(SEED);
		int lossy = 0;
		for (int i = 0; i < runs; i++) {
			if (new Interruption(random, rate, shares, sumOnly, history).loses()) {
				lossy++;
			}
		}
		return (double) lossy / runs;
	}

	/**
	 * One interruption at time 0, five minutes of traffic behind it.
	 */
	private static final class Interruption {

		private static final double BEFORE = 300;

		private final List<List<Double>> arrivals = new ArrayList<>();

		private final double history;

		Interruption(Random random, double rate, double[] shares, boolean sumOnly, double history) {
			this.history = history;
			List<List<Double>> byNode = new ArrayList<>();
			for (int i = 0; i < shares.length; i++) {
				double letsGo = (shares.length == 1) ? LAG : LAG * i / (shares.length - 1);
				byNode.add(poisson(random, rate * shares[i], letsGo));
			}
			if (sumOnly) {
				List<Double> merged = new ArrayList<>();
				byNode.forEach(merged::addAll);
				merged.sort(null);
				this.arrivals.add(merged);
			}
			else {
				this.arrivals.addAll(byNode);
			}
		}

		private static List<Double> poisson(Random random, double rate, double until) {
			List<Double> times = new ArrayList<>();
			double time = -BEFORE;
			while (true) {
				time += -Math.log(1 - random.nextDouble()) / rate;
				if (time > until) {
					return times;
				}
				times.add(time);
			}
		}

		boolean loses() {
			double now = 0;
			while (true) {
				Settlement settlement = at(now);
				if (settlement.settled()) {
					double left = now;
					return this.arrivals.stream().anyMatch((node) -> node.stream().anyMatch((time) -> time > left));
				}
				now += Math.max(0.01, settlement.recheck() / 1e9);
			}
		}

		private Settlement at(double now) {
			List<Peer> peers = new ArrayList<>();
			for (int i = 0; i < this.arrivals.size(); i++) {
				double last = Double.NaN;
				double longest = 0;
				for (double time : this.arrivals.get(i)) {
					if (time <= now && time >= now - BEFORE) {
						longest = Double.isNaN(last) ? longest : Math.max(longest, time - last);
						last = time;
					}
				}
				if (!Double.isNaN(last)) {
					peers.add(new Peer("node " + i, nanos(last), nanos(longest)));
				}
			}
			Snapshot traffic = new Snapshot(true, nanos(-this.history), peers, 0, 0, 0);
			DrainPlan plan = new DrainPlan(0, nanos(600), nanos(20), nanos(3), nanos(5), false, false, false);
			return Settlement.of(List.of(traffic), Departure.leaving(0), 0, plan, nanos(now));
		}

		private static long nanos(double seconds) {
			return (long) (seconds * 1e9);
		}

	}

}
