package io.github.spotaware.web;

import java.util.List;

/**
 * Knows the groups of the health endpoint.
 */
@FunctionalInterface
interface HealthGroups {

	/**
	 * Return the groups that can be asked over HTTP.
	 * @return the groups, none where the endpoint is not exposed
	 */
	List<HealthGroup> all();

}
