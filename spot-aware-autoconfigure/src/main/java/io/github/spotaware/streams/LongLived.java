package io.github.spotaware.streams;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.spotaware.Farewell;
import io.github.spotaware.OpenStream;

/**
 * A stream that is open, and can be told to end. Safe for use by any thread.
 */
abstract class LongLived {

	private final OpenStream description;

	private final AtomicBoolean asked = new AtomicBoolean();

	LongLived(OpenStream description) {
		this.description = description;
	}

	final OpenStream description() {
		return this.description;
	}

	final OpenStream.Kind kind() {
		return this.description.kind();
	}

	/**
	 * Take the turn to ask it.
	 * @return {@code false} when it was asked before
	 */
	final boolean take() {
		return this.asked.compareAndSet(false, true);
	}

	final boolean asked() {
		return this.asked.get();
	}

	/**
	 * Stay open after all, if it is not ending yet.
	 */
	final void keep() {
		stay();
		this.asked.set(false);
	}

	/**
	 * End, after what is just being handled. May block for as long as the caller is slow
	 * to read.
	 */
	abstract void leave(Farewell farewell);

	/**
	 * Look again at what was told to end and has not yet.
	 */
	void press() {
	}

	/**
	 * Forget that it was told to end.
	 */
	void stay() {
	}

}
