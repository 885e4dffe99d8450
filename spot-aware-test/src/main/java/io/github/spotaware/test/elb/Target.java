package io.github.spotaware.test.elb;

/**
 * Identifies a target of a group.
 *
 * @param id the address or instance id
 * @param port the port
 */
public record Target(String id, int port) {

	@Override
	public String toString() {
		return this.id + ":" + this.port;
	}

}
