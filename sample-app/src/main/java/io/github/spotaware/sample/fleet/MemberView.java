package io.github.spotaware.sample.fleet;

import org.jspecify.annotations.Nullable;

/**
 * Shows one instance of the fleet.
 *
 * @param number its number in the fleet
 * @param id its instance id
 * @param port its port, 0 while it starts
 * @param state its state, as its own {@code spot} endpoint says
 * @param target its state in the target group
 * @param requestsPerSecond requests it completes per second
 * @param secondsLeft until the deadline, {@code null} without a notice
 * @param interruptible whether it can be interrupted
 */
record MemberView(int number, String id, int port, String state, String target, double requestsPerSecond,
		@Nullable Long secondsLeft, boolean interruptible) {

}
