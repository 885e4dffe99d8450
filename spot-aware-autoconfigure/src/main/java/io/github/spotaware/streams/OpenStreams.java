package io.github.spotaware.streams;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the streams that are open. Safe for use by any thread.
 */
final class OpenStreams {

	private final Set<LongLived> open = ConcurrentHashMap.newKeySet();

	void opened(LongLived stream) {
		this.open.add(stream);
	}

	void closed(LongLived stream) {
		this.open.remove(stream);
	}

	boolean isOpen(LongLived stream) {
		return this.open.contains(stream);
	}

	List<LongLived> all() {
		return List.copyOf(this.open);
	}

	/**
	 * Return those that nobody has told to end yet.
	 */
	List<LongLived> unasked() {
		return this.open.stream().filter((stream) -> !stream.asked()).toList();
	}

}
