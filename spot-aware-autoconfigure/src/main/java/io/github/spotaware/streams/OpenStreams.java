package io.github.spotaware.streams;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Knows the streams that are open. Safe for use by any thread.
 */
final class OpenStreams {

	private final Set<LongLived> open = ConcurrentHashMap.newKeySet();

	private volatile @Nullable Consumer<LongLived> whenOpened;

	void opened(LongLived stream) {
		this.open.add(stream);
		Consumer<LongLived> action = this.whenOpened;
		if (action != null) {
			action.accept(stream);
		}
	}

	/**
	 * Say what is done with each one that is opened from now on.
	 */
	void whenOpened(Consumer<LongLived> action) {
		this.whenOpened = action;
	}

	/**
	 * Let those that are opened from now on stay.
	 */
	void welcome() {
		this.whenOpened = null;
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
