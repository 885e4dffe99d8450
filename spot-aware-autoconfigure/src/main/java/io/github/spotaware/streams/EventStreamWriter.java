package io.github.spotaware.streams;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.ServerSentEventHttpMessageWriter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Writes the event streams of Spring WebFlux in place of the writer that would, and sees
 * them by that. What another writer would write is left to it.
 */
final class EventStreamWriter implements HttpMessageWriter<Object> {

	private final Supplier<List<HttpMessageWriter<?>>> writers;

	private final OpenStreams streams;

	private final Duration retry;

	private volatile @Nullable List<HttpMessageWriter<?>> others;

	/**
	 * Create a writer.
	 * @param writers all writers, in their order; asked once, when the first event stream
	 * is written
	 */
	EventStreamWriter(Supplier<List<HttpMessageWriter<?>>> writers, OpenStreams streams, Duration retry) {
		this.writers = writers;
		this.streams = streams;
		this.retry = retry;
	}

	@Override
	public List<MediaType> getWritableMediaTypes() {
		return List.of(MediaType.TEXT_EVENT_STREAM);
	}

	@Override
	public boolean canWrite(ResolvableType elementType, @Nullable MediaType mediaType) {
		return mediaType != null && MediaType.TEXT_EVENT_STREAM.includes(mediaType)
				&& replaced(elementType, mediaType) != null;
	}

	@Override
	public Mono<Void> write(Publisher<?> input, ResolvableType elementType, @Nullable MediaType mediaType,
			ReactiveHttpOutputMessage message, Map<String, Object> hints) {
		return writer(elementType, mediaType).write(input, elementType, mediaType, message, hints);
	}

	@Override
	public Mono<Void> write(Publisher<?> input, ResolvableType actualType, ResolvableType elementType,
			@Nullable MediaType mediaType, ServerHttpRequest request, ServerHttpResponse response,
			Map<String, Object> hints) {
		HttpMessageWriter<Object> writer = writer(elementType, mediaType);
		return Mono.defer(() -> {
			FluxStream stream = new FluxStream(request.getPath().value(), this.streams, this.retry);
			stream.opened();
			return writer.write(stream.until(input), actualType, elementType, mediaType, request, response, hints)
				.doFinally((signal) -> this.streams.closed(stream));
		});
	}

	private HttpMessageWriter<Object> writer(ResolvableType elementType, @Nullable MediaType mediaType) {
		return Objects.requireNonNull(replaced(elementType, mediaType));
	}

	private @Nullable ServerSentEventHttpMessageWriter replaced(ResolvableType elementType,
			@Nullable MediaType mediaType) {
		return others().stream()
			.filter((writer) -> writer.canWrite(elementType, mediaType))
			.findFirst()
			.filter(ServerSentEventHttpMessageWriter.class::isInstance)
			.map(ServerSentEventHttpMessageWriter.class::cast)
			.orElse(null);
	}

	private List<HttpMessageWriter<?>> others() {
		List<HttpMessageWriter<?>> known = this.others;
		if (known == null) {
			known = this.writers.get().stream().filter((writer) -> writer != this).toList();
			this.others = known;
		}
		return known;
	}

}
