package io.github.spotaware.streams;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

import org.springframework.web.reactive.socket.WebSocketMessage;

/**
 * Ends the messages of a session without cancelling them: a server takes a cancellation
 * for the end of the session, and closes it as an error.
 */
final class KeptInbound {

	private final Sinks.Empty<Void> end = Sinks.empty();

	private volatile boolean ended;

	Flux<WebSocketMessage> until(Flux<WebSocketMessage> messages) {
		return Flux
			.<WebSocketMessage>from(
					(subscriber) -> messages.subscribe(new Kept((CoreSubscriber<? super WebSocketMessage>) subscriber)))
			.takeUntilOther(this.end.asMono());
	}

	void end() {
		this.ended = true;
		this.end.tryEmitEmpty();
	}

	/**
	 * Reads on when it is cancelled by our own end, and drops what it reads.
	 */
	private final class Kept implements CoreSubscriber<WebSocketMessage>, Subscription {

		private final CoreSubscriber<? super WebSocketMessage> actual;

		private volatile Subscription upstream = new Nothing();

		private volatile boolean dropping;

		private Kept(CoreSubscriber<? super WebSocketMessage> actual) {
			this.actual = actual;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.upstream = subscription;
			this.actual.onSubscribe(this);
		}

		@Override
		public void onNext(WebSocketMessage message) {
			if (this.dropping) {
				message.release();
			}
			else {
				this.actual.onNext(message);
			}
		}

		@Override
		public void onError(Throwable ex) {
			if (!this.dropping) {
				this.actual.onError(ex);
			}
		}

		@Override
		public void onComplete() {
			if (!this.dropping) {
				this.actual.onComplete();
			}
		}

		@Override
		public void request(long count) {
			this.upstream.request(count);
		}

		@Override
		public void cancel() {
			if (KeptInbound.this.ended) {
				this.dropping = true;
				this.upstream.request(Long.MAX_VALUE);
			}
			else {
				this.upstream.cancel();
			}
		}

	}

	/**
	 * Before there is a subscription.
	 */
	private static final class Nothing implements Subscription {

		@Override
		public void request(long count) {
		}

		@Override
		public void cancel() {
		}

	}

}
