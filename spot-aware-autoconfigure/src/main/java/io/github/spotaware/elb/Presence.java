package io.github.spotaware.elb;

import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Knows whether we are to be in our target groups: from the start to a drain, and again
 * once that was taken back. Safe for use by any thread.
 */
final class Presence {

	private final BooleanSupplier accepting;

	private volatile @Nullable Stay current = new Stay();

	/**
	 * Create a presence.
	 * @param accepting says whether the application accepts traffic
	 */
	Presence(BooleanSupplier accepting) {
		this.accepting = accepting;
	}

	/**
	 * Be out from now on: a drain is under way.
	 */
	void leave() {
		this.current = null;
	}

	/**
	 * Be in again, if we were out: the drain was taken back.
	 */
	synchronized void comeBack() {
		if (this.current == null) {
			this.current = new Stay();
		}
	}

	/**
	 * Return the present stay.
	 * @return the stay, or {@code null} while a drain is under way
	 */
	@Nullable Stay stay() {
		return this.current;
	}

	boolean lasts(Stay stay) {
		return this.current == stay;
	}

	/**
	 * Return whether the stay lasts and the application accepts traffic.
	 */
	boolean serves(Stay stay) {
		return this.accepting.getAsBoolean() && lasts(stay);
	}

	/**
	 * The time between two drains.
	 */
	static final class Stay {

	}

}
