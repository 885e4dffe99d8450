package io.github.spotaware.test.alb;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.spotaware.test.elb.Target;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what a node did; safe for use by several threads.
 */
final class Observations {

	private final Map<Target, Long> lastForwarded = new ConcurrentHashMap<>();

	private final Map<Target, Long> forwarded = new ConcurrentHashMap<>();

	private final Map<String, Long> errors = new ConcurrentHashMap<>();

	void forwarded(Target target, long now) {
		this.lastForwarded.put(target, now);
		this.forwarded.merge(target, 1L, Long::sum);
	}

	void failed(String cause) {
		this.errors.merge(cause, 1L, Long::sum);
	}

	@Nullable Long lastForwarded(Target target) {
		return this.lastForwarded.get(target);
	}

	long forwarded(Target target) {
		return this.forwarded.getOrDefault(target, 0L);
	}

	Map<String, Long> errors() {
		return Map.copyOf(this.errors);
	}

}
