package io.github.spotaware.test.load;

import java.net.URI;

/**
 * Names where requests are sent.
 *
 * @param name what the report calls it
 * @param uri scheme, host and port
 * @param share its share of the requests
 */
record Destination(String name, URI uri, double share) {

	Destination {
		if (!(share > 0)) {
			throw new IllegalArgumentException("share must be above 0, was '%s'".formatted(share));
		}
	}

}
