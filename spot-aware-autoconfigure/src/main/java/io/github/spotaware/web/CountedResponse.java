package io.github.spotaware.web;

import java.nio.file.Path;

import io.github.spotaware.traffic.OpenRequest;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * Has the drain wait no longer for a response that turns out to be a stream of events. An
 * action before the commit would do the same, for a kilobyte more a request.
 */
class CountedResponse extends ServerHttpResponseDecorator {

	private final OpenRequest open;

	private CountedResponse(ServerHttpResponse response, OpenRequest open) {
		super(response);
		this.open = open;
	}

	/**
	 * Return a response that can send files as the server's own can.
	 */
	static ServerHttpResponse of(ServerHttpResponse response, OpenRequest open) {
		return (response instanceof ZeroCopyHttpOutputMessage) ? new ZeroCopy(response, open)
				: new CountedResponse(response, open);
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		releaseEventStream();
		return super.writeWith(body);
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		releaseEventStream();
		return super.writeAndFlushWith(body);
	}

	private void releaseEventStream() {
		this.open.releaseEventStream(getHeaders().getFirst(HttpHeaders.CONTENT_TYPE));
	}

	/**
	 * For a server that can send a file by itself.
	 */
	private static final class ZeroCopy extends CountedResponse implements ZeroCopyHttpOutputMessage {

		private ZeroCopy(ServerHttpResponse response, OpenRequest open) {
			super(response, open);
		}

		@Override
		public Mono<Void> writeWith(Path file, long position, long count) {
			return ((ZeroCopyHttpOutputMessage) getDelegate()).writeWith(file, position, count);
		}

	}

}
