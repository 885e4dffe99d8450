package io.github.spotaware.web;

import org.jspecify.annotations.Nullable;

/**
 * A group of the health endpoint.
 *
 * @param name its name, empty for the endpoint itself, which has everything
 * @param hasState whether it contains our readiness
 * @param status the status that it answers while traffic is refused and it contains our
 * readiness
 * @param path the additional path under which it is found, or {@code null}
 * @param managed whether that path is one of the management server
 */
record HealthGroup(String name, boolean hasState, int status, @Nullable String path, boolean managed) {

	private static final int FIRST_ERROR = 400;

	/**
	 * Return whether those who ask see that a drain begins.
	 * @return whether it answers an error from then on
	 */
	boolean refuses() {
		return this.hasState && this.status >= FIRST_ERROR;
	}

}
