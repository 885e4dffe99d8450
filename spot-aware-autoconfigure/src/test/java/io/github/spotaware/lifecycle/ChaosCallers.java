package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

import io.github.spotaware.testsupport.SimulatedTime;
import io.github.spotaware.web.SimulatedTraffic;

/**
 * The requests of a world, and a book of its own about each node.
 */
final class ChaosCallers {

	private final ChaosPlan plan;

	private final SimulatedTime time;

	private final ChaosBalancer balancer;

	private final SimulatedTraffic traffic;

	private final BooleanSupplier dead;

	private final Map<String, Gaps> gaps = new LinkedHashMap<>();

	private Duration until = Duration.ZERO;

	private int inFlight;

	private int served;

	private int lost;

	ChaosCallers(ChaosPlan plan, SimulatedTime time, ChaosBalancer balancer, SimulatedTraffic traffic,
			BooleanSupplier dead) {
		this.plan = plan;
		this.time = time;
		this.balancer = balancer;
		this.traffic = traffic;
		this.dead = dead;
	}

	void begin(Duration afterwards) {
		this.until = this.plan.begins().plus(afterwards);
		for (int i = 0; i < this.plan.nodes().size(); i++) {
			next(this.plan.nodes().get(i), new Random(31 * this.plan.seed() + i));
		}
	}

	private void next(ChaosPlan.Node node, Random random) {
		double gap = -Math.log(1 - random.nextDouble()) / node.rate();
		Duration takes = Duration.ofNanos((long) (-Math.log(1 - random.nextDouble()) * 80e6));
		Duration at = this.time.passed().plusNanos((long) (gap * 1e9));
		if (at.compareTo(this.until) < 0) {
			this.time.at(at, () -> {
				request(node, takes);
				next(node, random);
			});
		}
	}

	private void request(ChaosPlan.Node node, Duration takes) {
		if (!this.balancer.routes(node)) {
			return;
		}
		if (this.dead.getAsBoolean()) {
			this.lost++;
			return;
		}
		this.served++;
		this.inFlight++;
		this.gaps.computeIfAbsent(node.address(), (address) -> new Gaps()).arrived(this.time.passed());
		long request = this.traffic.begin(node.address());
		this.time.in(takes, () -> {
			this.inFlight--;
			this.traffic.end(request);
		});
	}

	/**
	 * Return the longest gap of a node in the last five minutes, or a little less.
	 */
	Duration longestGap(String address) {
		Gaps known = this.gaps.get(address);
		return (known != null) ? known.longest(this.time.passed()) : Duration.ZERO;
	}

	/**
	 * Return when a node sent its last request.
	 */
	Duration last(String address) {
		Gaps known = this.gaps.get(address);
		return (known != null) ? known.last : Duration.ZERO;
	}

	Iterable<String> nodes() {
		return this.gaps.keySet();
	}

	int inFlight() {
		return this.inFlight;
	}

	int served() {
		return this.served;
	}

	/**
	 * Return the requests that came when there was no process any more.
	 */
	int lost() {
		return this.lost;
	}

	/**
	 * Remembers the gaps of a node that count: those that are longer than all later ones.
	 */
	private static final class Gaps {

		/**
		 * Less than five minutes by the width in which the engine counts.
		 */
		private static final Duration WINDOW = Duration.ofSeconds(270);

		private final ArrayDeque<Gap> gaps = new ArrayDeque<>();

		private Duration last = Duration.ZERO;

		private boolean known;

		void arrived(Duration now) {
			if (this.known) {
				Gap gap = new Gap(now, now.minus(this.last));
				while (!this.gaps.isEmpty() && this.gaps.getLast().length().compareTo(gap.length()) <= 0) {
					this.gaps.removeLast();
				}
				this.gaps.addLast(gap);
			}
			this.known = true;
			this.last = now;
		}

		Duration longest(Duration now) {
			while (!this.gaps.isEmpty() && now.minus(this.gaps.getFirst().ended()).compareTo(WINDOW) > 0) {
				this.gaps.removeFirst();
			}
			return this.gaps.isEmpty() ? Duration.ZERO : this.gaps.getFirst().length();
		}

	}

	private record Gap(Duration ended, Duration length) {
	}

}
