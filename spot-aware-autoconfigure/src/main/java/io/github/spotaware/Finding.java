package io.github.spotaware;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Something that would make a drain fail or worse than it could be, or that could not be
 * checked.
 *
 * @param id a stable id, such as {@code elb-access-denied}
 * @param severity what it costs
 * @param message what was seen, with the values that were found, and what follows from it
 * @param remedy what to change
 * @param documentation where more is written about it, or {@code null}
 */
public record Finding(String id, Severity severity, String message, String remedy, @Nullable URI documentation) {

	private static final String DOCUMENTATION = "https://github.com/spotaware/spot-aware/blob/main/docs/findings.md#";

	/**
	 * Create one of Spot Aware's own findings, which are documented by their ids.
	 * @param id a stable id
	 * @param severity what it costs
	 * @param message what was seen
	 * @param remedy what to change
	 */
	public Finding(String id, Severity severity, String message, String remedy) {
		this(id, severity, message, remedy, URI.create(DOCUMENTATION + id));
	}

	/**
	 * Return what the log says of it, in one line.
	 */
	@Override
	public String toString() {
		return "%s: %s %s".formatted(this.id, this.message, this.remedy);
	}

}
