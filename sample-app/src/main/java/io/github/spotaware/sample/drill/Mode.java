package io.github.spotaware.sample.drill;

import java.util.Locale;

/**
 * Names what handles the interruption.
 */
enum Mode {

	SPOT_AWARE("Spot Aware"), PLAIN("plain Boot");

	private final String title;

	Mode(String title) {
		this.title = title;
	}

	String title() {
		return this.title;
	}

	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
