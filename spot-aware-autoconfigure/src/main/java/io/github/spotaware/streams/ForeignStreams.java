package io.github.spotaware.streams;

import java.util.concurrent.CompletableFuture;

import io.github.spotaware.OpenStream;
import io.github.spotaware.StreamRegister;
import org.jspecify.annotations.Nullable;

/**
 * Takes in streams of servers that only others know.
 */
final class ForeignStreams implements StreamRegister {

	private final OpenStreams streams;

	private final CloseStreamsStep step;

	ForeignStreams(OpenStreams streams, CloseStreamsStep step) {
		this.streams = streams;
		this.step = step;
	}

	@Override
	public Runnable opened(OpenStream stream, Ending ending) {
		RegisteredStream registered = new RegisteredStream(stream, ending);
		this.streams.opened(registered);
		return () -> this.streams.closed(registered);
	}

	@Override
	public CompletableFuture<@Nullable Void> closeRest() {
		return this.step.closeRest();
	}

}
