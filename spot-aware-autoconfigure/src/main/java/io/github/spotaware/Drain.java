package io.github.spotaware;

import java.time.Duration;

/**
 * A drain as its steps see it. Safe for use by any thread.
 */
public interface Drain {

	/**
	 * Return who we are.
	 * @return the identity
	 */
	InstanceIdentity identity();

	/**
	 * Return when all is over. It can change during the drain.
	 * @return the deadline
	 */
	Deadline deadline();

	/**
	 * Return the time a step may take: until the moment by which the drain ends.
	 * @return the time left, never negative
	 */
	Duration remaining();

	/**
	 * Return whether a cause stands for which our targets are deregistered.
	 * @return whether to leave the target groups
	 */
	boolean leavesTargetGroups();

	/**
	 * Return whether a cause stands for which something else can be expected to take our
	 * place before the deadline.
	 * @return whether a replacement may come
	 */
	boolean replacementExpected();

	/**
	 * Say how far a load balancer has let go of us, in place of what the same reporter
	 * said before. Of several reporters the {@link Departure#least least} counts.
	 * @param reporter who knows: the name of the step, as a rule
	 * @param departure what it knows
	 */
	void departing(String reporter, Departure departure);

	/**
	 * Wait.
	 * @param duration how long
	 * @throws InterruptedException when the step's time is over or the drain is cancelled
	 */
	void pause(Duration duration) throws InterruptedException;

}
