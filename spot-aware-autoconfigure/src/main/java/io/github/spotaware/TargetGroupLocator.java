package io.github.spotaware;

import java.util.List;

/**
 * Finds out which target groups we are in, where the platform knows. Which of their
 * targets are us is for {@code elb} to find. Define a bean to add one.
 */
public interface TargetGroupLocator {

	/**
	 * Return the target groups. May call out; called off the main thread.
	 * @param identity who we are
	 * @return the groups, none where the platform puts us into none
	 * @throws Exception when it cannot be found out
	 */
	List<TargetGroup> locate(InstanceIdentity identity) throws Exception;

}
