package io.github.spotaware;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Tells how much time a drain after SIGTERM has, and how much of it is spoken for. Does
 * not call out; safe for use by any thread.
 */
public interface DrainTerms {

	/**
	 * Return what is known now.
	 * @return the terms, or {@code null} while, and where, no platform was found
	 */
	@Nullable Known known();

	/**
	 * What is known.
	 *
	 * @param identity who we are
	 * @param grace the time between SIGTERM and SIGKILL
	 * @param settle the silence after which any caller counts as gone
	 * @param reserve the time kept for graceful shutdown and destruction
	 */
	record Known(InstanceIdentity identity, GracePeriod.Known grace, Duration settle, Duration reserve) {

	}

}
