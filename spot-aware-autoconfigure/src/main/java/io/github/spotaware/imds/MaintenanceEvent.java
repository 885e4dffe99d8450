package io.github.spotaware.imds;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import org.jspecify.annotations.Nullable;

/**
 * A scheduled event as the metadata service words it.
 *
 * @param code what happens, such as {@code system-reboot}
 * @param state how far it is: {@code active}, {@code completed} or {@code canceled}
 * @param description words that begin with the state in brackets when it is over
 * @param notBefore the earliest time at which it happens
 */
record MaintenanceEvent(@Nullable String code, @Nullable String state, @Nullable String description,
		@Nullable Instant notBefore) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss zzz",
			Locale.ENGLISH);

	static MaintenanceEvent from(MetadataDocument document) {
		return new MaintenanceEvent(document.text("Code"), document.text("State"), document.text("Description"),
				time(document.text("NotBefore")));
	}

	private static @Nullable Instant time(@Nullable String text) {
		try {
			return (text != null) ? TIME.parse(text.strip(), Instant::from) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * Return whether it is still to come.
	 * @param booted when the instance was booted, where that is known
	 */
	boolean pending(@Nullable Instant booted) {
		boolean over = "completed".equalsIgnoreCase(this.state) || "canceled".equalsIgnoreCase(this.state)
				|| (this.description != null
						&& this.description.strip().toLowerCase(Locale.ROOT).matches("\\[(completed|canceled)].*"));
		return !over && !rebootedSince(booted);
	}

	/**
	 * The metadata service may show a reboot as active for a while after it was done.
	 */
	private boolean rebootedSince(@Nullable Instant booted) {
		return action() == InstanceAction.REBOOT && this.notBefore != null && booted != null
				&& !booted.isBefore(this.notBefore);
	}

	InterruptionNotice toNotice() {
		return new InterruptionNotice(NoticeCause.SCHEDULED_MAINTENANCE, action(), this.notBefore);
	}

	private InstanceAction action() {
		return switch ((this.code != null) ? this.code : "") {
			case "instance-reboot", "system-reboot" -> InstanceAction.REBOOT;
			case "instance-stop" -> InstanceAction.STOP;
			case "system-maintenance" -> InstanceAction.NONE;
			default -> InstanceAction.UNKNOWN;
		};
	}

}
