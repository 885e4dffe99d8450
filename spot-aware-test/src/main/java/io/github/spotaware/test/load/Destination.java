package io.github.spotaware.test.load;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Names where requests are sent.
 *
 * @param name what the report calls it
 * @param uri scheme, host and port
 * @param share its share of the requests
 * @param source the address of the caller, or {@code null} for any
 */
record Destination(String name, URI uri, double share, @Nullable String source) {

	Destination {
		if (!(share > 0)) {
			throw new IllegalArgumentException("share must be above 0, was '%s'".formatted(share));
		}
	}

	static Destination of(String name, URI uri, double share) {
		return new Destination(name, uri, share, null);
	}

	/**
	 * Is reached by a caller of its own.
	 */
	static Destination from(String source, URI uri, double share) {
		return new Destination(source, uri, share, source);
	}

}
