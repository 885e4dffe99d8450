package io.github.spotaware.lifecycle;

import java.util.Locale;

/**
 * Names every key of our lines of the log. Their names and values are an interface:
 * searches and alerts are built on them.
 */
enum LogKey {

	/**
	 * The state that the application is in now, such as {@code draining}.
	 */
	STATE,

	/**
	 * The state that it was in before. Only where it changes.
	 */
	PREVIOUS_STATE,

	/**
	 * The id of the cause, such as {@code spot-interruption}.
	 */
	CAUSE,

	/**
	 * What happens to the instance, such as {@code terminate}. Not where nothing does.
	 */
	ACTION,

	/**
	 * The name of the source that told of the cause, such as {@code imds-spot}.
	 */
	SOURCE,

	/**
	 * The moment when all is over, in ISO 8601.
	 */
	DEADLINE,

	/**
	 * The milliseconds left before the deadline.
	 */
	REMAINING_MS,

	/**
	 * How the drain ended: {@code settled}, {@code out-of-time}, {@code cancelled}. Only
	 * in the line with the timeline.
	 */
	END,

	/**
	 * The milliseconds that the drain took.
	 */
	TOOK_MS,

	/**
	 * The requests in flight when the drain ended.
	 */
	IN_FLIGHT,

	/**
	 * The code with which the process ends itself.
	 */
	EXIT_CODE,

	/**
	 * Whether nothing is done, only said; {@code true} or not there.
	 */
	DRY_RUN;

	/**
	 * Return the key, such as {@code spot.remaining_ms}.
	 */
	String id() {
		return "spot." + name().toLowerCase(Locale.ROOT);
	}

}
