package io.github.spotaware.sample.drill;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names what handles the interruption.
 */
enum Mode {

	/**
	 * Spot Aware with all that it may use.
	 */
	SPOT_AWARE("Spot Aware"),

	/**
	 * Spot Aware in a task that may call nothing of AWS.
	 */
	WITHOUT_CALLS("no AWS call"),

	/**
	 * Spring Boot's own graceful shutdown.
	 */
	PLAIN("plain Boot"),

	/**
	 * An application that ignores SIGTERM and serves until it is killed.
	 */
	IGNORING("TERM ignored");

	private final String title;

	Mode(String title) {
		this.title = title;
	}

	String title() {
		return this.title;
	}

	/**
	 * Whether Spot Aware handles it.
	 */
	boolean aware() {
		return this == SPOT_AWARE || this == WITHOUT_CALLS;
	}

	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The modes that are compared where an orchestrator ends the application, or else
	 * AWS.
	 */
	static Set<Mode> compared(boolean orchestrated) {
		return orchestrated ? EnumSet.allOf(Mode.class) : EnumSet.of(SPOT_AWARE, PLAIN);
	}

	static String ids(Set<Mode> modes) {
		return Arrays.stream(values()).filter(modes::contains).map(Mode::id).collect(Collectors.joining(", "));
	}

}
