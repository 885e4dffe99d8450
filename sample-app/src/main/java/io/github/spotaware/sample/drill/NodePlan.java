package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Plans the nodes of the load balancer: the last one is the thinnest and lets go after
 * the whole lag, the others share the rest and let go before it, evenly spread.
 *
 * @param address the source address that instances see
 * @param share its share of the traffic
 * @param lag how long it goes on routing to an instance that left
 */
record NodePlan(String address, double share, Duration lag) {

	static List<NodePlan> of(DrillOptions options) {
		int nodes = options.nodes();
		double thin = (nodes > 1) ? options.thinShare() : 1;
		return IntStream.rangeClosed(1, nodes)
			.mapToObj((number) -> new NodePlan("127.0.0." + (10 + number),
					(number < nodes) ? (1 - thin) / (nodes - 1) : thin,
					options.lag().multipliedBy(number).dividedBy(nodes)))
			.toList();
	}

	/**
	 * Plans the callers of a service: the last one is the thinnest.
	 */
	static List<NodePlan> ofCallers(int callers, double thinShare) {
		double thin = Math.min(thinShare, 1.0 / callers);
		return IntStream.rangeClosed(1, callers)
			.mapToObj((number) -> new NodePlan("127.0.1." + number,
					(number < callers) ? (1 - thin) / (callers - 1) : (callers > 1) ? thin : 1, Duration.ZERO))
			.toList();
	}

	/**
	 * Requests an instance that is gone at once would lose: its half of the rate, for
	 * each node's lag.
	 */
	static long expectedLosses(DrillOptions options) {
		double seconds = of(options).stream().mapToDouble((node) -> node.share() * node.lag().toMillis() / 1000).sum();
		return Math.round(options.arrivals().perSecond() / 2.0 * seconds);
	}

}
