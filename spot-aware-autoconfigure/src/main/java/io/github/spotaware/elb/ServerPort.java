package io.github.spotaware.elb;

import org.jspecify.annotations.Nullable;

/**
 * Remembers the port that the web server really listens at.
 */
final class ServerPort {

	private volatile @Nullable Integer value;

	void set(int port) {
		if (port > 0) {
			this.value = port;
		}
	}

	@Nullable Integer get() {
		return this.value;
	}

}
