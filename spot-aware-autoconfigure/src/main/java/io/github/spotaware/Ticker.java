package io.github.spotaware;

/**
 * A monotonic source of time. Remaining time and silence are measured on it, so that a
 * step of the wall clock changes neither.
 */
@FunctionalInterface
public interface Ticker {

	/**
	 * Return the present reading. Does not allocate; may be called from any thread.
	 * @return nanoseconds since an arbitrary moment
	 */
	long nanos();

}
