package io.github.spotaware.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.github.spotaware.Departure;
import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What is seen in one drain of callers and load balancers. Safe for use by any thread.
 */
final class Evidence {

	private static final Log logger = LogFactory.getLog(DrainRun.class);

	private final Map<String, Departure> departures = new ConcurrentHashMap<>();

	private final Ticker ticker;

	Evidence(Ticker ticker) {
		this.ticker = ticker;
	}

	/**
	 * Take what a reporter says, in place of what it said before.
	 */
	void departing(String reporter, Departure departure) {
		this.departures.put(reporter, departure);
	}

	/**
	 * Return how far the least certain of the load balancers has let go.
	 */
	Departure departure() {
		return this.departures.values().stream().reduce(Departure::least).orElse(Departure.byReadiness().orBefore());
	}

	/**
	 * Weigh it.
	 */
	Settlement settlement(List<Traffic> traffic, long refused, DrainPlan plan) {
		List<Traffic.Snapshot> snapshots = traffic.stream().map(this::snapshot).toList();
		return Settlement.of(snapshots, departure(), refused, plan, this.ticker.nanos());
	}

	private Traffic.Snapshot snapshot(Traffic source) {
		try {
			return Objects.requireNonNull(source.snapshot());
		}
		catch (RuntimeException | Error ex) {
			// The report of the drain's end is weighed with this too: it must not fail.
			logger.debug("Traffic cannot be seen: the drain goes by time", ex);
			return new Traffic.Snapshot(true, this.ticker.nanos(), List.of(), 0, 0, 0);
		}
	}

}
