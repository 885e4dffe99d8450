package io.github.spotaware.imds;

import java.time.Instant;
import java.util.Locale;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import org.jspecify.annotations.Nullable;

/**
 * A Spot interruption notice as the metadata service words it.
 *
 * @param action the action
 * @param time when it happens
 */
record SpotAction(@Nullable String action, @Nullable Instant time) {

	static SpotAction from(MetadataDocument document) {
		return new SpotAction(document.text("action"), document.time("time"));
	}

	boolean empty() {
		return this.action == null && this.time == null;
	}

	InterruptionNotice toNotice() {
		return new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, instanceAction(), this.time);
	}

	private InstanceAction instanceAction() {
		if (this.action == null) {
			return InstanceAction.UNKNOWN;
		}
		return switch (this.action.strip().toLowerCase(Locale.ROOT)) {
			case "terminate" -> InstanceAction.TERMINATE;
			case "stop" -> InstanceAction.STOP;
			case "hibernate" -> InstanceAction.HIBERNATE;
			default -> InstanceAction.UNKNOWN;
		};
	}

}
