package io.github.spotaware;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Knows how long after SIGTERM the process is killed. Define a bean to add one; the first
 * that knows wins.
 */
public interface GracePeriod {

	/**
	 * Return the time between SIGTERM and SIGKILL, as far as it is known. Does not call
	 * out. Asked when the platform was found, and again when it is known in full.
	 * @param identity who we are
	 * @return the time with where it is from, or {@code null} when not known
	 */
	@Nullable Known find(InstanceIdentity identity);

	/**
	 * A grace period that is known.
	 *
	 * @param duration the time between SIGTERM and SIGKILL
	 * @param origin where it is from, in words
	 * @param remedy what to change to prolong it, in words
	 * @param read whether it was read from the platform, rather than assumed
	 */
	record Known(Duration duration, String origin, String remedy, boolean read) {

		/**
		 * Create a grace period that is assumed.
		 * @param duration the time between SIGTERM and SIGKILL
		 * @param origin where it is from, in words
		 * @param remedy what to change to prolong it, in words
		 */
		public Known(Duration duration, String origin, String remedy) {
			this(duration, origin, remedy, false);
		}

	}

}
