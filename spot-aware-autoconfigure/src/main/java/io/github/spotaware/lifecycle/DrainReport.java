package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.github.spotaware.Departure;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.StepOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A drain as people see it.
 *
 * @param cause why
 * @param started when it began
 * @param took how long it has taken
 * @param end how it ended, or {@code null} while it is under way
 * @param by how long after its beginning it ends at the latest
 * @param reserve what is kept for graceful shutdown and destruction
 * @param settle the longest silence that is asked of a caller
 * @param quietPeriod the shortest silence that is asked of a caller
 * @param cut whether settle and reserve had to shrink to fit before the deadline
 * @param remaining the time left before the deadline, when it ended or now
 * @param inFlight requests in flight, when it ended or now
 * @param departure how far the load balancers have let go
 * @param steps the steps in the order in which they began
 */
public record DrainReport(NoticeCause cause, Instant started, Duration took, @Nullable End end, Duration by,
		Duration reserve, Duration settle, Duration quietPeriod, boolean cut, Duration remaining, long inFlight,
		Departure.Kind departure, List<Step> steps) {

	/**
	 * The ways in which a drain ends.
	 */
	public enum End {

		/**
		 * Evidence said that the callers have let go.
		 */
		SETTLED,

		/**
		 * The time was over.
		 */
		OUT_OF_TIME,

		/**
		 * It was taken back.
		 */
		CANCELLED;

		/**
		 * Return the name users see.
		 * @return the name, such as {@code out-of-time}
		 */
		public String id() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	/**
	 * A step of the drain.
	 *
	 * @param name the step's name
	 * @param phase the phase it runs in
	 * @param after how long after the drain's beginning it began
	 * @param took how long it has taken
	 * @param outcome how it ended, or {@code null} while it is busy
	 */
	public record Step(String name, DrainPhase phase, Duration after, Duration took, @Nullable StepOutcome outcome) {
	}

}
