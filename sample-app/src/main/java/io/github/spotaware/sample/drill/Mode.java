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
	IGNORING("TERM ignored"),

	/**
	 * Spring Boot's own graceful shutdown after a sleep before SIGTERM.
	 */
	PRE_STOP("preStop 15 s"),

	/**
	 * Spring Boot that does not wait for requests in flight.
	 */
	IMMEDIATE("Boot immediate");

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
	 * The modes that are compared where AWS ends the instance.
	 */
	static Set<Mode> ofInstances() {
		return EnumSet.of(SPOT_AWARE, PLAIN);
	}

	/**
	 * The modes that are compared where ECS stops the task.
	 */
	static Set<Mode> ofTasks() {
		return EnumSet.of(SPOT_AWARE, WITHOUT_CALLS, PLAIN, IGNORING);
	}

	/**
	 * The modes that are compared where the pod is deleted.
	 */
	static Set<Mode> ofPods() {
		return EnumSet.of(SPOT_AWARE, PLAIN, PRE_STOP);
	}

	/**
	 * The modes that are compared in the matrix.
	 */
	static Set<Mode> ofMatrix() {
		return EnumSet.of(SPOT_AWARE, PLAIN, IGNORING, PRE_STOP, IMMEDIATE);
	}

	static String ids(Set<Mode> modes) {
		return Arrays.stream(values()).filter(modes::contains).map(Mode::id).collect(Collectors.joining(", "));
	}

}
