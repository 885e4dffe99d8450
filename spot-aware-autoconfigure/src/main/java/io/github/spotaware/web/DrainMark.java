package io.github.spotaware.web;

import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.context.event.EventListener;
import org.springframework.util.ClassUtils;

/**
 * Marks what is logged while a request is served that arrived in a drain: with SLF4J, its
 * thread carries the state among its own keys. While no drain runs, it is a look at a
 * field.
 */
final class DrainMark {

	/**
	 * The key, for SLF4J and for Reactor: the same as in our own lines of the log.
	 */
	static final String KEY = "spot.state";

	private static final boolean LOGGED = ClassUtils.isPresent("org.slf4j.MDC", DrainMark.class.getClassLoader());

	private volatile @Nullable String state;

	@EventListener
	void changed(SpotStateChanged event) {
		SpotState current = event.current();
		boolean leaving = current instanceof SpotState.Draining || current instanceof SpotState.Drained;
		this.state = leaving ? current.id() : null;
	}

	/**
	 * Return the state to mark a request with, or {@code null} while no drain runs.
	 */
	@Nullable String state() {
		return this.state;
	}

	/**
	 * Mark what this thread logs, if a drain runs.
	 * @return whether it is marked, and has to be unmarked
	 */
	boolean begin() {
		String current = this.state;
		if (current == null || !LOGGED) {
			return false;
		}
		MDC.put(KEY, current);
		return true;
	}

	/**
	 * Mark no longer what this thread logs.
	 */
	void end() {
		MDC.remove(KEY);
	}

}
