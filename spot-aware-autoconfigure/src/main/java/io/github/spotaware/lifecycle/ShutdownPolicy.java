package io.github.spotaware.lifecycle;

import io.github.spotaware.InstanceAction;

/**
 * Names when a drained process ends itself because its instance is about to end.
 */
public enum ShutdownPolicy {

	/**
	 * As soon as it is drained, when the instance will be terminated; never when it will
	 * be stopped or hibernated.
	 */
	AUTO,

	/**
	 * As soon as it is drained, whatever happens to the instance.
	 */
	WHEN_DRAINED,

	/**
	 * When only the reserve is left before the deadline.
	 */
	BEFORE_DEADLINE,

	/**
	 * Never: something else ends the process.
	 */
	NEVER;

	/**
	 * Return whether the process ends itself.
	 * @param leading the signal that sets the deadline
	 */
	boolean endsProcess(StandingSignal leading) {
		if (!leading.cause().instanceLost()) {
			return false;
		}
		return switch (this) {
			case AUTO -> leading.action() == InstanceAction.TERMINATE;
			case WHEN_DRAINED, BEFORE_DEADLINE -> true;
			case NEVER -> false;
		};
	}

}
