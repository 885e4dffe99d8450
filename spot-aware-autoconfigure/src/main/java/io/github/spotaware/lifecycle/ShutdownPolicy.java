package io.github.spotaware.lifecycle;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.Platform;

/**
 * Names when a drained process ends itself because its instance is about to end.
 */
public enum ShutdownPolicy {

	/**
	 * As soon as it is drained, when the instance will be terminated, but where an
	 * orchestrator may still end it, only when the reserve is left; never when the
	 * instance will be stopped or hibernated.
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
	 * Return whether the process waits for the deadline although it is drained. An
	 * orchestrator would start another one on an instance that is about to end.
	 * @param platform the platform
	 */
	boolean waits(Platform platform) {
		return this == BEFORE_DEADLINE || (this == AUTO && platform.orchestrated());
	}

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
