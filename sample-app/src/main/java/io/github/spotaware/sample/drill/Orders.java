package io.github.spotaware.sample.drill;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.spotaware.sample.drill.Moment.Kind;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.load.LoadReport;
import io.github.spotaware.test.load.OpenLoopLoad;

/**
 * Sends orders through a load balancer, and says what became of them.
 */
final class Orders {

	private static final int MOST_TOLD = 5;

	private static final ExpectedAnswer ANSWER = new ExpectedAnswer("A-17");

	private Orders() {
	}

	/**
	 * Begin to send orders.
	 */
	static OpenLoopLoad begin(DrillOptions options, int number, ApplicationLoadBalancer balancer) {
		return begin(options, number, OpenLoopLoad.builder().through(balancer));
	}

	/**
	 * Begin to send orders a way of one's own.
	 */
	static OpenLoopLoad begin(DrillOptions options, int number, OpenLoopLoad.Builder load) {
		return options.arrivals()
			.applyTo(load)
			.path(ANSWER.path())
			.expect(ANSWER)
			.seed(options.seed() + number)
			.start();
	}

	static LoadResult result(LoadReport report) {
		Map<String, Long> lost = new TreeMap<>();
		report.lostByDetail()
			.forEach((detail, count) -> lost.put(detail.toLowerCase(Locale.ROOT).replace('_', ' '), count));
		return new LoadResult(report.sent(), report.complete(), lost, report.latency().p50(), report.latency().p99());
	}

	/**
	 * Tell when, and between whom, the first requests were lost.
	 */
	static void tellLosses(LoadReport report, Timeline timeline) {
		report.losses()
			.stream()
			.limit(MOST_TOLD)
			.forEach((loss) -> timeline.markAt(Kind.LOST,
					"lost: %s, by %s from %s".formatted(loss.detail(), loss.node(), loss.target()), loss.ended()));
	}

}
