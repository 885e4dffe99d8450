package io.github.spotaware.streams;

import java.time.Duration;

import io.github.spotaware.Farewell;
import io.github.spotaware.OpenStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream that remembers when it was told to end, and does so unless it is busy.
 */
final class FakeStream extends LongLived {

	private final OpenStreams streams;

	private final TestDrain time;

	boolean busy;

	@Nullable Duration told;

	@Nullable Farewell farewell;

	FakeStream(OpenStream.Kind kind, String path, OpenStreams streams, TestDrain time) {
		super(new OpenStream(kind, path, null));
		this.streams = streams;
		this.time = time;
		streams.opened(this);
	}

	@Override
	void leave(Farewell said) {
		this.told = this.time.passed();
		this.farewell = said;
		if (!this.busy) {
			this.streams.closed(this);
		}
	}

	@Override
	void stay() {
		this.farewell = null;
	}

}
