package io.github.spotaware.web;

import java.util.Objects;

import io.github.spotaware.testsupport.Gates;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * A reactive application that has no server yet.
 */
@ImportAutoConfiguration({ WebTrafficAutoConfiguration.class, WebChecksAutoConfiguration.class,
		HttpHandlerAutoConfiguration.class, WebFluxAutoConfiguration.class, ErrorWebFluxAutoConfiguration.class })
@RestController
class ReactiveApplication {

	private final Gates gates;

	ReactiveApplication(Gates gates) {
		this.gates = gates;
	}

	/**
	 * Tells how the context of a request is marked.
	 */
	@GetMapping("/mark")
	Mono<String> mark() {
		return Mono.deferContextual((context) -> Mono.just("mark=" + context.getOrDefault("spot.state", null)));
	}

	@GetMapping({ "/hello", "/actuator/health" })
	String hello() {
		return "hello";
	}

	@PostMapping("/echo")
	String echo(@RequestBody String body) {
		return body;
	}

	@GetMapping("/remote")
	String remote(ServerHttpRequest request) {
		return Objects.requireNonNull(request.getRemoteAddress()).getHostString();
	}

	/**
	 * Tells a client which of its connections a request came over.
	 */
	@GetMapping("/peer-port")
	String peerPort(ServerHttpRequest request) {
		return Integer.toString(Objects.requireNonNull(request.getRemoteAddress()).getPort());
	}

	@GetMapping("/no-content")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void noContent() {
	}

	@GetMapping({ "/wait", "/async" })
	Mono<String> async() {
		return Mono.fromCallable(this::passGate).subscribeOn(Schedulers.boundedElastic());
	}

	@GetMapping("/async-now")
	Mono<String> asyncNow() {
		return Mono.just("hello").publishOn(Schedulers.parallel());
	}

	@GetMapping("/error-now")
	Mono<String> error() {
		return Mono.error(new IllegalStateException("As asked for"));
	}

	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<String> events() {
		return async().concatWith(Mono.never());
	}

	@GetMapping("/events-later")
	Mono<ResponseEntity<Flux<ServerSentEvent<String>>>> eventsLater() {
		return async().map((event) -> ResponseEntity.ok(Flux.concat(Mono.just(event), Mono.<String>never())
			.map((data) -> ServerSentEvent.builder(data).build())));
	}

	private String passGate() {
		this.gates.pass();
		return "hello";
	}

}
