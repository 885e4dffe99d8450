package io.github.spotaware.streams;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.spotaware.Farewell;
import io.github.spotaware.OpenStream;
import io.github.spotaware.Ticker;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;

/**
 * A WebSocket session of Spring WebFlux.
 * <p>
 * What a handler does with a message cannot be seen from outside. So it is told that no
 * more come; one that has just had a message gets the time to answer it, then its answers
 * end, too; and if it does not end by that, the session is closed around it.
 */
final class ReactiveWebSocket extends LongLived {

	/**
	 * The time to answer a message.
	 */
	static final Duration ANSWER = Duration.ofSeconds(2);

	private final WebSocketSession session;

	private final Ticker ticker;

	private final KeptInbound inbound = new KeptInbound();

	private final Sinks.Empty<Void> noMoreAnswers = Sinks.empty();

	private final AtomicBoolean sent = new AtomicBoolean();

	private volatile long lastMessage;

	private volatile @Nullable Farewell farewell;

	ReactiveWebSocket(WebSocketSession session, Ticker ticker) {
		super(new OpenStream(OpenStream.Kind.WEB_SOCKET, session.getHandshakeInfo().getUri().getRawPath(),
				session.getHandshakeInfo().getSubProtocol()));
		this.session = session;
		this.ticker = ticker;
		this.lastMessage = ticker.nanos() - ANSWER.toNanos();
	}

	Flux<WebSocketMessage> receive() {
		return this.inbound.until(this.session.receive().doOnNext((message) -> this.lastMessage = this.ticker.nanos()));
	}

	Mono<Void> send(Publisher<WebSocketMessage> messages) {
		this.sent.set(true);
		return this.session
			.send(Flux.from(messages).takeUntilOther(this.noMoreAnswers.asMono()).concatWith(Flux.defer(this::last)));
	}

	private Flux<WebSocketMessage> last() {
		Farewell said = this.farewell;
		return (said != null && said.lastMessage() != null) ? Flux.just(this.session.textMessage(said.lastMessage()))
				: Flux.empty();
	}

	/**
	 * Close the session when its handler has ended because it was told to.
	 */
	Mono<Void> closeIfTold() {
		if (this.farewell == null) {
			return Mono.empty();
		}
		Mono<Void> last = this.sent.get() ? Mono.empty() : this.session.send(Flux.defer(this::last));
		return last.then(this.session.close(CloseStatus.GOING_AWAY));
	}

	/**
	 * {@inheritDoc} Cannot be taken back: its handler has been told that no more messages
	 * come.
	 */
	@Override
	void leave(Farewell told) {
		this.farewell = told;
		this.inbound.end();
		long answering = ANSWER.toNanos() - (this.ticker.nanos() - this.lastMessage);
		Mono.delay(Duration.ofNanos(Math.max(0, answering)))
			.doOnNext((tick) -> this.noMoreAnswers.tryEmitEmpty())
			.then(Mono.delay(ANSWER))
			.then(Mono.defer(this::close))
			.subscribe((nothing) -> {
			}, (ex) -> {
			});
	}

	private Mono<Void> close() {
		return this.session.isOpen() ? this.session.close(CloseStatus.GOING_AWAY) : Mono.empty();
	}

}
