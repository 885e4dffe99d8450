package io.github.spotaware;

import java.util.Locale;

/**
 * How much a {@link Finding} costs.
 */
public enum Severity {

	/**
	 * An interruption loses requests, since nothing begins a drain in time or callers are
	 * never turned away.
	 */
	CRITICAL,

	/**
	 * An interruption may lose requests, or something that was configured does not work.
	 */
	WARNING,

	/**
	 * Nothing is lost, but it is worth to know.
	 */
	INFO,

	/**
	 * It could not be checked whether there is anything to find.
	 */
	UNCHECKED;

	/**
	 * Return the name users see.
	 * @return the name, such as {@code critical}
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}

}
