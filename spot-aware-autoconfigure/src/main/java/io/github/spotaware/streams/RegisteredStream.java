package io.github.spotaware.streams;

import io.github.spotaware.Farewell;
import io.github.spotaware.OpenStream;
import io.github.spotaware.StreamRegister.Ending;

/**
 * Ends a stream that somebody else serves.
 */
final class RegisteredStream extends LongLived {

	private final Ending ending;

	RegisteredStream(OpenStream description, Ending ending) {
		super(description);
		this.ending = ending;
	}

	@Override
	void leave(Farewell farewell) {
		this.ending.leave(farewell);
	}

	@Override
	void press() {
		this.ending.press();
	}

	@Override
	void stay() {
		this.ending.stay();
	}

}
