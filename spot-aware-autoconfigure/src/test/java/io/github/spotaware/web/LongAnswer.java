package io.github.spotaware.web;

import java.util.List;

/**
 * An answer of several parts, long enough to be torn.
 */
final class LongAnswer {

	static final String FIRST = "first ";

	static final List<String> REST = List.of("middle ".repeat(20_000), "last");

	static final String WHOLE = FIRST + String.join("", REST);

	private LongAnswer() {
	}

}
