package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How the time from what tells us to leave until we are killed is divided, at worst.
 *
 * @param trigger what tells us
 * @param time how much time there is
 * @param origin where that is known from
 * @param cut whether settle and reserve had to shrink, since there is too little time
 * @param healthCheckLatency how long the load balancer's health checks take to see that
 * the readiness probe fails, where it is known. It is part of what callers may go on:
 * what deregisters us does not wait for it
 * @param deregistrationDelay the longest one of our target groups, where it is known.
 * Nothing waits for it: the drain goes by evidence. What is still open when it is over,
 * the load balancer cuts off
 * @param parts the parts, in the order in which they come
 */
public record Budget(Trigger trigger, Duration time, String origin, boolean cut, @Nullable Duration healthCheckLatency,
		@Nullable Duration deregistrationDelay, List<Part> parts) {

	/**
	 * The ways in which we are told.
	 */
	public enum Trigger {

		/**
		 * The Spot interruption notice of our instance.
		 */
		INTERRUPTION_NOTICE("interruption notice"),

		/**
		 * SIGTERM, whoever sends it.
		 */
		SIGTERM("SIGTERM");

		private final String description;

		Trigger(String description) {
			this.description = description;
		}

		/**
		 * Return words for people.
		 * @return the words, such as {@code interruption notice}
		 */
		public String description() {
			return this.description;
		}

	}

	/**
	 * A part of the time.
	 *
	 * @param name what happens in it, in words that are the same for every trigger
	 * @param limit how long it may take
	 * @param wanted what is configured, where that is more
	 * @param left what is left when it takes that long
	 */
	public record Part(String name, Duration limit, @Nullable Duration wanted, Duration left) {
	}

}
