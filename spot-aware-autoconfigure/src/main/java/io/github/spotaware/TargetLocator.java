package io.github.spotaware;

import java.util.List;

/**
 * Finds out which targets we are. Define a bean to add one.
 */
public interface TargetLocator {

	/**
	 * Return the targets that are us. May call out; called off the main thread.
	 * @param identity who we are
	 * @return the targets
	 * @throws Exception when it cannot be found out
	 */
	List<Target> locate(InstanceIdentity identity) throws Exception;

}
