package io.github.spotaware.kubernetes;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;

/**
 * Keeps what is in the way of each watch, until it is not. Safe for use by any thread.
 */
final class WatchFindings implements Check {

	private final Map<WatchedKind, Finding> standing = new EnumMap<>(WatchedKind.class);

	synchronized void put(WatchedKind kind, Finding finding) {
		this.standing.put(kind, finding);
	}

	synchronized void remove(WatchedKind kind) {
		this.standing.remove(kind);
	}

	@Override
	public synchronized List<Finding> findings() {
		return List.copyOf(this.standing.values());
	}

}
