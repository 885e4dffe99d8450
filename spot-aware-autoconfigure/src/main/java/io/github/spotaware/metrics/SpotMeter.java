package io.github.spotaware.metrics;

import java.util.Locale;

/**
 * Names every meter. Their names, tags and units are an interface: dashboards and alerts
 * are built on them. Every tag takes its values from a small set.
 */
enum SpotMeter {

	/**
	 * Gauge: whether the application is in a state. Tag {@code state}: {@code running},
	 * {@code at-risk}, {@code draining}, {@code drained}; 1 for one of them, else 0.
	 */
	STATE("Whether the application is in the state"),

	/**
	 * Gauge: the number of signals that stand. Tag {@code cause}: the id of a notice's
	 * cause, such as {@code spot-interruption}.
	 */
	SIGNALS("Signals that stand"),

	/**
	 * Time gauge: the time left before the deadline; not a number while nothing makes us
	 * leave.
	 */
	DEADLINE_REMAINING("Time left before the deadline"),

	/**
	 * Timer: how long drains took. Tags {@code cause}, as above, and {@code end}:
	 * {@code settled}, {@code out-of-time}, {@code cancelled}.
	 */
	DRAIN("Drains that ended or were taken back"),

	/**
	 * Timer: how long the steps of drains took. Tags {@code step}: its name,
	 * {@code phase}: {@code refuse}, {@code leave}, {@code settle}, {@code outcome}:
	 * {@code done}, {@code skipped}, {@code failed}, {@code timed-out}.
	 */
	DRAIN_STEP("Steps of drains"),

	/**
	 * Function counter: how often a source answered or failed to. Tags {@code source}:
	 * its name, {@code outcome}: {@code success}, {@code failure}.
	 */
	SOURCE_POLL("Answers of a source, and failures to answer"),

	/**
	 * Function counter: messages from the queue of events. Tag {@code use}:
	 * {@code accepted}, {@code foreign}, {@code irrelevant}, {@code implausible},
	 * {@code not-understood}. Only where there is a queue.
	 */
	QUEUE_MESSAGES("Messages from the queue of events"),

	/**
	 * Gauge: requests in flight, long-lived ones too.
	 */
	REQUESTS_ACTIVE("Requests in flight"),

	/**
	 * Gauge: requests that arrived since the present or else the last drain began.
	 */
	REQUESTS_DRAINING("Requests that arrived since the drain began"),

	/**
	 * Gauge: the number of findings. Tag {@code severity}: {@code critical},
	 * {@code warning}, {@code info}, {@code unchecked}.
	 */
	FINDINGS("What would make a drain fail, or could not be checked"),

	/**
	 * Gauge: the number of our targets in a state, which is 1 or 0 where one port is
	 * registered. Tags {@code group}: the name of the target group, {@code state}: the
	 * load balancer's own word, or {@code unknown}.
	 */
	ELB_TARGET("Our targets in the state");

	private final String description;

	SpotMeter(String description) {
		this.description = description;
	}

	/**
	 * Return the name, such as {@code spot.drain.step}.
	 */
	String id() {
		return "spot." + name().toLowerCase(Locale.ROOT).replace('_', '.');
	}

	String description() {
		return this.description;
	}

}
