package io.github.spotaware.streams;

import java.time.Duration;

import io.github.spotaware.Farewell;
import io.github.spotaware.OpenStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.http.codec.ServerSentEvent;

/**
 * The events of a publisher. Ends between two of them.
 */
final class FluxStream extends LongLived {

	private final OpenStreams streams;

	private final Duration retry;

	private final Sinks.Empty<Void> end = Sinks.empty();

	private volatile @Nullable Farewell farewell;

	private volatile boolean over;

	FluxStream(String path, OpenStreams streams, Duration retry) {
		super(new OpenStream(OpenStream.Kind.EVENT_STREAM, path, null));
		this.streams = streams;
		this.retry = retry;
	}

	/**
	 * Return the events, and a last one with the hint when this is why they end.
	 */
	Flux<Object> until(Publisher<?> events) {
		return Flux.<Object>from(events)
			.takeUntilOther(this.end.asMono())
			.concatWith(Flux.defer(this::last))
			.doFinally((signal) -> closed());
	}

	/**
	 * Be known as open, if it still is.
	 */
	void opened() {
		this.streams.opened(this);
		if (this.over) {
			this.streams.closed(this);
		}
	}

	private void closed() {
		this.over = true;
		this.streams.closed(this);
	}

	private Flux<Object> last() {
		Farewell said = this.farewell;
		if (said == null) {
			return Flux.empty();
		}
		ServerSentEvent.Builder<Object> event = ServerSentEvent.builder().retry(this.retry);
		return Flux.just(((said.lastMessage() != null) ? event.data(said.lastMessage()) : event).build());
	}

	@Override
	void leave(Farewell told) {
		this.farewell = told;
		this.end.tryEmitEmpty();
	}

}
