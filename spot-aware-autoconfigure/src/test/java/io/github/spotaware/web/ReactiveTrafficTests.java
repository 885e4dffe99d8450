package io.github.spotaware.web;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReactiveTraffic}.
 */
class ReactiveTrafficTests {

	private final WebTraffic traffic = new WebTraffic(new FakeTicker(), Duration.ofSeconds(10));

	private final Sinks.Empty<Void> end = Sinks.empty();

	@Test
	void requestIsInFlightUntilItCompletes() {
		begin(MockServerHttpRequest.get("/shop"));
		assertThat(this.traffic.inFlight()).isOne();
		this.end.tryEmitEmpty().orThrow();
		assertThat(this.traffic.inFlight()).isZero();
		assertThat(this.traffic.snapshot().everServed()).isTrue();
	}

	@Test
	void requestIsInFlightUntilItFailsOrIsCancelled() {
		Disposable request = begin(MockServerHttpRequest.get("/shop"));
		begin(MockServerHttpRequest.get("/shop"));
		assertThat(this.traffic.inFlight()).isEqualTo(2);
		request.dispose();
		assertThat(this.traffic.inFlight()).isOne();
		this.end.tryEmitError(new IllegalStateException("As asked for")).orThrow();
		assertThat(this.traffic.inFlight()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "/shop/actuator/health, false", "/actuator/health, true", "/shop/actuators, true" })
	void whatIsNotTrafficLiesBelowTheBasePath(String path, boolean counts) {
		handler((request, response) -> this.end.asMono(), "/shop")
			.handle(MockServerHttpRequest.get(path).build(), new MockServerHttpResponse())
			.subscribe();
		assertThat(this.traffic.snapshot().everServed()).isEqualTo(counts);
	}

	@ParameterizedTest
	@CsvSource({ "text/event-stream, 0", "text/event-stream;charset=UTF-8, 0", "application/x-ndjson, 1" })
	void streamOfEventsIsNotWaitedFor(String type, long waitedFor) {
		subscribe((request, response) -> {
			response.getHeaders().setContentType(MediaType.parseMediaType(type));
			return response.writeAndFlushWith(Flux.never());
		});
		assertThat(this.traffic.inFlight()).isEqualTo(waitedFor);
	}

	@Test
	void streamOfEventsThatIsWrittenAsAnyBodyIsNotWaitedFor() {
		subscribe((request, response) -> {
			response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
			return response.writeWith(Flux.never());
		});
		assertThat(this.traffic.inFlight()).isZero();
	}

	@Test
	void webSocketIsNotWaitedForOnceItIsOpen() {
		assertIsNotWaitedForOnceItIsOpen(MockServerHttpRequest.get("/chat").header(HttpHeaders.UPGRADE, "WebSocket"));
	}

	@Test
	void webSocketOverHttp2IsNotWaitedForOnceItIsOpen() {
		assertIsNotWaitedForOnceItIsOpen(MockServerHttpRequest.method(HttpMethod.valueOf("CONNECT"), "/chat"));
	}

	private void assertIsNotWaitedForOnceItIsOpen(MockServerHttpRequest.BaseBuilder<?> handshake) {
		AtomicReference<@Nullable ServerHttpResponse> opened = new AtomicReference<>();
		handler((request, response) -> {
			opened.set(response);
			return this.end.asMono();
		}, null).handle(handshake.build(), new MockServerHttpResponse()).subscribe();
		assertThat(this.traffic.inFlight()).isOne();
		response(opened).setComplete().block();
		assertThat(this.traffic.inFlight()).isZero();
	}

	@Test
	void refusedRequestIsToldToComeBack() {
		this.traffic.refusing(true);
		MockServerHttpResponse response = new MockServerHttpResponse();
		handler((request, answer) -> Mono.error(new AssertionError("handled")), null)
			.handle(MockServerHttpRequest.get("/shop").build(), response)
			.block();
		assertThat(response.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		assertThat(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
	}

	@Test
	void serverThatCanSendAFileByItselfIsLeftToDoSo() {
		AtomicReference<@Nullable ServerHttpResponse> seen = new AtomicReference<>();
		ReactiveTraffic handler = handler((request, response) -> {
			seen.set(response);
			return Mono.empty();
		}, null);
		handler.handle(MockServerHttpRequest.get("/shop").build(), new MockServerHttpResponse()).block();
		assertThat(seen.get()).isNotInstanceOf(ZeroCopyHttpOutputMessage.class);
		SendsFiles server = new SendsFiles();
		handler.handle(MockServerHttpRequest.get("/shop").build(), server).block();
		assertThat(response(seen)).isInstanceOfSatisfying(ZeroCopyHttpOutputMessage.class,
				(zeroCopy) -> zeroCopy.writeWith(Path.of("a.txt"), 1, 2).block());
		assertThat(server.sent).isEqualTo("a.txt from 1, 2 bytes");
	}

	@Test
	void bodyArrivesAsItWasWritten() {
		MockServerHttpResponse response = new MockServerHttpResponse();
		handler((request, answer) -> answer.writeWith(
				Mono.just(DefaultDataBufferFactory.sharedInstance.wrap("hello".getBytes(StandardCharsets.UTF_8)))),
				null)
			.handle(MockServerHttpRequest.get("/shop").build(), response)
			.block();
		assertThat(response.getBodyAsString().block()).isEqualTo("hello");
	}

	private Disposable begin(MockServerHttpRequest.BaseBuilder<?> request) {
		return handler((received, response) -> this.end.asMono(), null)
			.handle(request.build(), new MockServerHttpResponse())
			.subscribe((nothing) -> {
			}, (expected) -> {
			});
	}

	private void subscribe(HttpHandler handler) {
		MockServerHttpResponse response = new MockServerHttpResponse();
		response.setWriteHandler((body) -> body.then());
		handler(handler, null).handle(MockServerHttpRequest.get("/events").build(), response).subscribe();
	}

	private ReactiveTraffic handler(HttpHandler handler, @Nullable String basePath) {
		return new ReactiveTraffic(handler, this.traffic,
				new CloseConnectionsStep(this.traffic, new Http2Connections(), new KeptConnections(), true),
				new DrainMark(), NotTraffic.of(new StandardEnvironment(), "/", List.of()).under(basePath));
	}

	private static ServerHttpResponse response(AtomicReference<@Nullable ServerHttpResponse> reference) {
		return Objects.requireNonNull(reference.get());
	}

	private static final class SendsFiles extends MockServerHttpResponse implements ZeroCopyHttpOutputMessage {

		private String sent = "";

		@Override
		public Mono<Void> writeWith(Path file, long position, long count) {
			this.sent = "%s from %d, %d bytes".formatted(file, position, count);
			return Mono.empty();
		}

	}

}
