package io.github.spotaware.test.wire;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Holds which calls are to misbehave, and how often; safe for use by several threads.
 */
public final class Faults {

	/**
	 * Stands for every key.
	 */
	public static final String ANY = "*";

	private final Map<String, Planned> planned = new LinkedHashMap<>();

	/**
	 * Plans a fault, replacing the one planned for the same key.
	 * @param key what is to misbehave, or {@link #ANY}
	 * @param fault how
	 * @param times how many calls, at least one
	 */
	public synchronized void plan(String key, Fault fault, int times) {
		if (times < 1) {
			throw new IllegalArgumentException("times must be at least 1, was '%s'".formatted(times));
		}
		this.planned.put(key, new Planned(fault, times));
	}

	/**
	 * Takes the fault that the next call runs into: that of its key, or that of any key.
	 * @param key what is called
	 * @return the fault or {@code null}
	 */
	public synchronized @Nullable Fault next(String key) {
		Fault fault = take(key);
		return (fault != null) ? fault : take(ANY);
	}

	/**
	 * Forgets every planned fault.
	 */
	public synchronized void clear() {
		this.planned.clear();
	}

	/**
	 * Forgets the fault planned for a key.
	 * @param key the key
	 */
	public synchronized void clear(String key) {
		this.planned.remove(key);
	}

	private @Nullable Fault take(String key) {
		Planned next = this.planned.get(key);
		if (next == null) {
			return null;
		}
		if (next.times() == 1) {
			this.planned.remove(key);
		}
		else if (next.times() != Integer.MAX_VALUE) {
			this.planned.put(key, new Planned(next.fault(), next.times() - 1));
		}
		return next.fault();
	}

	private record Planned(Fault fault, int times) {
	}

}
