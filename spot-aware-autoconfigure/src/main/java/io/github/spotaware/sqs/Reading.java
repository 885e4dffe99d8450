package io.github.spotaware.sqs;

import java.util.Objects;

import io.github.spotaware.MessageUse;
import io.github.spotaware.SpotSignal;
import org.jspecify.annotations.Nullable;

/**
 * What a message says to us.
 *
 * @param use what becomes of it
 * @param channel what it is said by, where it is accepted
 * @param signal the signal that stands from now on; {@code null} when none does any more
 * @param action the lifecycle action that waits for us, if one does
 * @param why words for the log
 * @param forgotten whether nobody can need it any more
 */
record Reading(MessageUse use, @Nullable Channel channel, @Nullable SpotSignal signal, @Nullable LifecycleAction action,
		String why, boolean forgotten) {

	static Reading accepted(Channel channel, @Nullable SpotSignal signal, @Nullable LifecycleAction action) {
		return new Reading(MessageUse.ACCEPTED, channel, signal, action,
				(signal != null) ? signal.cause().description() : "it is over", true);
	}

	static Reading ignored(MessageUse use, String why) {
		return new Reading(use, null, null, null, why, use != MessageUse.NOT_UNDERSTOOD);
	}

	/**
	 * Return what is about somebody else, who may read the same queue.
	 * @param old whether it is so old that they cannot need it
	 */
	static Reading foreign(String why, boolean old) {
		return new Reading(MessageUse.FOREIGN, null, null, null, why, old);
	}

	Channel accepted() {
		return Objects.requireNonNull(this.channel);
	}

}
