package io.github.spotaware.lifecycle;

import io.github.spotaware.Deadline;
import io.github.spotaware.DisruptionWarning;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.SpotSignal;
import org.jspecify.annotations.Nullable;

/**
 * A signal that stands.
 *
 * @param source the name of the source that reported it
 * @param signal the signal
 * @param since the reading of the ticker at which it was accepted
 * @param deadline when all is over, for a signal that drains; one that is too far ahead
 * to drain for has none yet
 * @param heldUntil the reading of the ticker until which it starts no drain by itself, or
 * {@code null} when it does at once; in a drain that another one started it counts
 * @param expires the reading of the ticker at which it is void, or {@code null} when it
 * stands until withdrawn
 */
public record StandingSignal(String source, SpotSignal signal, long since, @Nullable Deadline deadline,
		@Nullable Long heldUntil, @Nullable Long expires) {

	/**
	 * Return whether the signal starts a drain.
	 * @return whether we leave because of it
	 */
	public boolean drains() {
		return this.deadline != null && this.heldUntil == null;
	}

	/**
	 * Return the signal at a moment: what was held starts a drain when its time has come.
	 * @param now the reading of the ticker
	 */
	StandingSignal at(long now) {
		return (this.heldUntil != null && now - this.heldUntil >= 0)
				? new StandingSignal(this.source, this.signal, this.since, this.deadline, null, this.expires) : this;
	}

	/**
	 * Return why we would leave.
	 * @return the cause
	 */
	public NoticeCause cause() {
		return this.signal.cause();
	}

	/**
	 * Return what happens to the instance.
	 * @return the action
	 */
	public InstanceAction action() {
		return (this.signal instanceof InterruptionNotice notice) ? notice.action() : InstanceAction.NONE;
	}

	/**
	 * Return whether withdrawing it has no effect.
	 * @param progress how far the drain is
	 * @return whether it stands for good
	 */
	boolean irrevocable(DrainProgress progress) {
		boolean terminated = action() == InstanceAction.TERMINATE && progress == DrainProgress.ENDED;
		return cause().irrevocable() || terminated;
	}

	/**
	 * Return words for a log line.
	 * @return the description
	 */
	public String description() {
		String action = (action() != InstanceAction.NONE)
				? " (" + action().name().toLowerCase(java.util.Locale.ROOT) + ")" : "";
		return cause().description() + action + seen() + ahead() + " by " + this.source;
	}

	private String seen() {
		return (this.signal instanceof DisruptionWarning warning) ? " (%s)".formatted(warning.reason()) : "";
	}

	private String ahead() {
		boolean distant = !drains() && this.signal instanceof InterruptionNotice notice && notice.time() != null;
		return distant ? " at " + ((InterruptionNotice) this.signal).time() : "";
	}

}
