package io.github.spotaware.streams;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import io.github.spotaware.testsupport.Gates;
import io.github.spotaware.web.WebTrafficAutoConfiguration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;

/**
 * A reactive application that has no server yet.
 */
@ImportAutoConfiguration({ StreamsAutoConfiguration.class, WebTrafficAutoConfiguration.class,
		HttpHandlerAutoConfiguration.class, WebFluxAutoConfiguration.class, ErrorWebFluxAutoConfiguration.class })
@RestController
class ReactiveStreamApplication {

	private final Gates gates;

	private final RequestUpgradeStrategy upgrades;

	ReactiveStreamApplication(Gates gates, RequestUpgradeStrategy upgrades) {
		this.gates = gates;
		this.upgrades = upgrades;
	}

	@GetMapping(path = { "/events", "/kept" }, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<String> events() {
		return Flux.just("hello").concatWith(Flux.never());
	}

	@GetMapping("/flux")
	Flux<ServerSentEvent<String>> flux() {
		return Flux.just(ServerSentEvent.builder("hello").build()).concatWith(Flux.never());
	}

	@GetMapping(path = "/finite", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<String> finite() {
		return Flux.just("hello");
	}

	@Bean
	RouterFunction<ServerResponse> routed() {
		return RouterFunctions.route()
			.GET("/routed", (request) -> ServerResponse.ok().body(BodyInserters.fromServerSentEvents(flux())))
			.build();
	}

	/**
	 * Writes the event stream itself, byte by byte.
	 */
	@GetMapping(path = "/raw", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<DataBuffer> raw() {
		return Flux.just(DefaultDataBufferFactory.sharedInstance.wrap("data:raw\n\n".getBytes(StandardCharsets.UTF_8)));
	}

	@Bean
	HandlerMapping sockets() {
		WebSocketHandler echo = this::echo;
		WebSocketHandler push = (session) -> session
			.send(Flux.interval(Duration.ZERO, Duration.ofMillis(50)).map((tick) -> session.textMessage("news")));
		return new SimpleUrlHandlerMapping(Map.of("/socket", echo, "/socket-bye", echo, "/push", push), -1);
	}

	@Bean
	WebFluxConfigurer upgradeStrategy() {
		return new WebFluxConfigurer() {

			@Override
			public WebSocketService getWebSocketService() {
				return new HandshakeWebSocketService(ReactiveStreamApplication.this.upgrades);
			}

		};
	}

	private Mono<Void> echo(WebSocketSession session) {
		return session.send(session.receive()
			.concatMap((message) -> Mono.just(message.getPayloadAsText())
				.publishOn(Schedulers.boundedElastic())
				.doOnNext((text) -> {
					if ("wait".equals(text)) {
						this.gates.pass();
					}
				}))
			.map(session::textMessage));
	}

}
