package io.github.spotaware.test.environment;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Remembers that an instance terminates, which every application in this JVM hears and
 * which is for good. Times are on the scale of {@link System#nanoTime()}.
 *
 * @param at when it was announced
 * @param until when the application it was announced to has stopped, and is heard no
 * more, or {@code null}
 */
record Termination(long at, @Nullable Long until) {

	private static final AtomicReference<@Nullable Termination> LAST = new AtomicReference<>();

	/**
	 * Returns the last one of this JVM.
	 */
	static @Nullable Termination last() {
		return LAST.get();
	}

	static Termination begin(long now) {
		Termination begun = new Termination(now, null);
		LAST.set(begun);
		return begun;
	}

	void end(long now) {
		LAST.compareAndSet(this, new Termination(this.at, now));
	}

	/**
	 * Returns whether an application drains because of it.
	 * @param draining when the application began to drain
	 */
	boolean explains(long draining) {
		return draining - this.at >= 0 && (this.until == null || draining - this.until <= 0);
	}

}
