package io.github.spotaware;

/**
 * Names what AWS is about to do with the instance.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html">
 * Spot Instance interruption notices</a>
 */
public enum InstanceAction {

	/**
	 * The instance ends for good: the process ends itself before that.
	 */
	TERMINATE,

	/**
	 * The instance is stopped and may be started again.
	 */
	STOP,

	/**
	 * The instance is hibernated and may resume with this process in memory.
	 */
	HIBERNATE,

	/**
	 * The instance reboots: its operating system ends the process.
	 */
	REBOOT,

	/**
	 * An action that this version does not know: we leave, and let AWS end us.
	 */
	UNKNOWN,

	/**
	 * Nothing happens to the instance; only the process is asked to leave.
	 */
	NONE

}
