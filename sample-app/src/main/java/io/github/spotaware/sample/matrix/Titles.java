package io.github.spotaware.sample.matrix;

import java.util.Map;

/**
 * Names what is compared, in the order in which it is shown.
 *
 * @param servers titles of the web servers by their id
 * @param modes titles of the modes by their id
 */
public record Titles(Map<String, String> servers, Map<String, String> modes) {

	String server(String id) {
		return this.servers.getOrDefault(id, id);
	}

	String mode(String id) {
		return this.modes.getOrDefault(id, id);
	}

}
