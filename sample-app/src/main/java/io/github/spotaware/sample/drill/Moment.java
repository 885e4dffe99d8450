package io.github.spotaware.sample.drill;

import java.time.Duration;

/**
 * Is something that happened in a run.
 *
 * @param kind what kind of thing
 * @param what what happened
 * @param at when, counted from the notice
 */
record Moment(Kind kind, String what, Duration at) {

	/**
	 * Names what can happen.
	 */
	enum Kind {

		NOTICE, DELETED, PRE_STOP, SIGTERM, REFUSED, REPLACED, DEREGISTERED, LET_GO, LAST_REQUEST, DRAINED, EXIT, LOST,
		KILLED, RESTARTED, REGISTERED, BACK, OTHER

	}

}
