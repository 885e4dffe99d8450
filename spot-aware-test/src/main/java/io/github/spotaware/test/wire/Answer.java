package io.github.spotaware.test.wire;

import java.util.Map;

/**
 * Holds what a fake endpoint answers.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body
 */
public record Answer(int status, Map<String, String> headers, String body) {

	/**
	 * Makes an answer of one content type.
	 * @param status the HTTP status
	 * @param contentType the content type
	 * @param body the body
	 * @return the answer
	 */
	public static Answer of(int status, String contentType, String body) {
		return new Answer(status, Map.of("Content-Type", contentType), body);
	}

}
