package io.github.spotaware.lifecycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;

import io.github.spotaware.Departure;
import io.github.spotaware.web.SimulatedTraffic;
import org.jspecify.annotations.Nullable;

/**
 * Callers of one kind who let go of an instance one after another, and the instance that
 * leaves by the rule of silence. We are deregistered at 0; times are in seconds.
 */
final class SilenceWorld {

	static final double QUIET = 3;

	static final double SETTLE = 20;

	/**
	 * How exactly the engine knows the age of a gap.
	 */
	private static final double BUCKET = 30;

	private static final double WINDOW = 300;

	private static final long TEN_MINUTES = 600;

	private final List<Caller> callers = new ArrayList<>();

	private final List<Arrival> arrivals = new ArrayList<>();

	private final double began;

	private final boolean instanceLost;

	private double now;

	private double left = Double.NaN;

	/**
	 * Create a world.
	 * @param random what it is drawn from
	 * @param process how requests come
	 * @param history how long the instance has served
	 * @param watched whether health checks, probes and a scraper ask, too
	 * @param instanceLost whether the instance is lost anyway
	 */
	SilenceWorld(Random random, ArrivalProcess process, double history, boolean watched, boolean instanceLost) {
		this.began = -history;
		this.instanceLost = instanceLost;
		this.now = this.began;
		int nodes = 1 + random.nextInt(6);
		for (int i = 0; i < nodes; i++) {
			Caller caller = new Caller("10.0.0." + i, 40 * random.nextDouble());
			DoubleSupplier gaps = process.gaps(random);
			double time = this.began + gaps.getAsDouble() * random.nextDouble();
			for (; time < caller.lag(); time += gaps.getAsDouble()) {
				caller.times().add(time);
				this.arrivals.add(new Arrival(time, caller.address(), "/orders", null));
			}
			this.callers.add(caller);
		}
		if (watched) {
			watch("10.0.0.0", "/", "ELB-HealthChecker/2.0", 7);
			watch("10.0.0.9", "/health", "kube-probe/1.34", 5);
			watch("10.0.0.8", "/actuator/prometheus", "Prometheus/3.7", 15);
			watch("10.0.0.7", "/ignored/this", null, 1);
		}
		this.arrivals.sort(Comparator.comparingDouble(Arrival::time));
	}

	private void watch(String address, String path, @Nullable String userAgent, double interval) {
		for (double time = this.began; time < TEN_MINUTES; time += interval) {
			this.arrivals.add(new Arrival(time, address, path, userAgent));
		}
	}

	/**
	 * Play it.
	 * @return when the instance left
	 */
	double play() {
		SimulatedTraffic traffic = new SimulatedTraffic(() -> nanos(this.now));
		int next = 0;
		double look = 0;
		while (Double.isNaN(this.left)) {
			if (next < this.arrivals.size() && this.arrivals.get(next).time() <= look) {
				Arrival arrival = this.arrivals.get(next++);
				this.now = arrival.time();
				traffic.ask(arrival.address(), arrival.path(), arrival.userAgent());
			}
			else {
				this.now = look;
				Settlement settlement = Settlement.of(List.of(traffic.snapshot()), Departure.leaving(0), 0, plan(),
						nanos(this.now));
				if (settlement.settled()) {
					this.left = this.now;
				}
				look = this.now + Math.max(1e-6, settlement.recheck() / 1e9);
			}
		}
		return this.left;
	}

	private DrainPlan plan() {
		long settle = nanos(this.instanceLost ? 57 : SETTLE);
		return new DrainPlan(0, nanos(TEN_MINUTES), settle, this.instanceLost ? settle : nanos(QUIET), nanos(5), false,
				this.instanceLost, false);
	}

	private static long nanos(double seconds) {
		return (long) (seconds * 1e9);
	}

	/**
	 * Return the callers that had not shown the silence that is promised.
	 */
	List<String> leftTooEarly() {
		return this.callers.stream().filter((caller) -> {
			double gap = caller.longestGap(this.left - WINDOW + BUCKET, this.left, Double.NaN);
			return known(caller) && this.left - silentSince(caller) < needed(gap) - 1e-3;
		}).map(Caller::address).toList();
	}

	/**
	 * Return when it has to have left at the latest.
	 */
	double latest() {
		double latest = 0;
		for (Caller caller : this.callers) {
			if (known(caller)) {
				double gap = caller.longestGap(-WINDOW - BUCKET, this.left, this.began);
				latest = Math.max(latest, silentSince(caller) + needed(Math.max(gap, -caller.last(0))));
			}
		}
		boolean idle = this.callers.stream().noneMatch(this::known);
		return idle ? idleWait() : Math.max(latest, this.instanceLost ? needed(0) : QUIET);
	}

	private double idleWait() {
		boolean served = this.callers.stream().anyMatch((caller) -> !Double.isNaN(caller.last(this.left)));
		return (served || this.instanceLost) ? needed(SETTLE) : 0;
	}

	private boolean known(Caller caller) {
		return this.left - caller.last(this.left) <= WINDOW;
	}

	private double silentSince(Caller caller) {
		return Math.max(0, caller.last(this.left));
	}

	private double needed(double gap) {
		if (this.instanceLost) {
			return 57;
		}
		double least = (-this.began >= WINDOW) ? QUIET : SETTLE;
		return Math.min(SETTLE, Math.max(least, 3 * gap));
	}

	/**
	 * Return the last request that came in time, 0 when none came after we began to
	 * leave.
	 */
	double lastRequest() {
		return this.callers.stream().mapToDouble(this::silentSince).max().orElse(0);
	}

	/**
	 * Return the longest gap of any caller, the one that was open when we left included.
	 */
	double longestGap() {
		return this.callers.stream()
			.mapToDouble((caller) -> Math.max(-caller.last(0), caller.longestGap(this.began, this.left, this.began)))
			.max()
			.orElse(0);
	}

	/**
	 * Return how many requests came too late.
	 */
	long lost() {
		return this.callers.stream()
			.flatMap((caller) -> caller.times().stream())
			.filter((time) -> time > this.left)
			.count();
	}

	/**
	 * A caller.
	 *
	 * @param address its address
	 * @param lag how long it goes on sending requests
	 * @param times when it sends them
	 */
	private record Caller(String address, double lag, List<Double> times) {

		Caller(String address, double lag) {
			this(address, lag, new ArrayList<>());
		}

		double last(double until) {
			return this.times.stream().filter((time) -> time <= until).reduce((one, other) -> other).orElse(Double.NaN);
		}

		/**
		 * Return the longest gap that ended between two moments.
		 * @param first when the one before the first request began, or not a number if it
		 * is none
		 */
		double longestGap(double from, double until, double first) {
			double previous = first;
			double longest = 0;
			for (double time : this.times) {
				if (time >= from && time <= until && !Double.isNaN(previous)) {
					longest = Math.max(longest, time - previous);
				}
				previous = time;
			}
			return longest;
		}

	}

	private record Arrival(double time, String address, String path, @Nullable String userAgent) {
	}

}
