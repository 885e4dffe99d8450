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

	private volatile long lastStep;

	private volatile boolean answersEnded;

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

	@Override
	void leave(Farewell told) {
		this.farewell = told;
		this.lastStep = this.lastMessage;
		this.inbound.end();
		press();
	}

	/**
	 * {@inheritDoc} Its handler cannot be told that messages come after all: it gets the
	 * time to answer, and the client comes back.
	 */
	@Override
	void stay() {
		if (this.farewell != null) {
			Mono.delay(ANSWER).then(Mono.defer(this::close)).subscribe((nothing) -> {
			}, (ex) -> {
			});
		}
	}

	private Mono<Void> close() {
		return this.session.isOpen() ? this.session.close(CloseStatus.GOING_AWAY) : Mono.empty();
	}

	@Override
	void press() {
		long now = this.ticker.nanos();
		if (this.farewell == null || now - this.lastStep < ANSWER.toNanos()) {
			return;
		}
		this.lastStep = now;
		if (!this.answersEnded) {
			this.answersEnded = true;
			this.noMoreAnswers.tryEmitEmpty();
		}
		else {
			close().subscribe((nothing) -> {
			}, (ex) -> {
			});
		}
	}

}
