package io.github.spotaware.web;

import java.nio.charset.StandardCharsets;
import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers in all the ways in which Spring WebFlux can take its time, when something has
 * happened.
 */
@RestController
@RequestMapping("/held")
class ReactiveAnswers {

	static final List<String> KINDS = List.of("mono", "texts", "bytes");

	private final Awaited awaited;

	ReactiveAnswers(Awaited awaited) {
		this.awaited = awaited;
	}

	@GetMapping("/mono")
	Mono<String> mono(@RequestParam String until) {
		return happened(until).thenReturn(LongAnswer.WHOLE);
	}

	@GetMapping(path = "/texts", produces = MediaType.TEXT_PLAIN_VALUE)
	Flux<String> texts(@RequestParam String until) {
		return parts(until);
	}

	@GetMapping(path = "/bytes", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
	Flux<DataBuffer> bytes(@RequestParam String until) {
		return parts(until)
			.map((part) -> DefaultDataBufferFactory.sharedInstance.wrap(part.getBytes(StandardCharsets.US_ASCII)));
	}

	private Flux<String> parts(String until) {
		return Flux.just(LongAnswer.FIRST).concatWith(happened(until).thenMany(Flux.fromIterable(LongAnswer.REST)));
	}

	private Mono<Void> happened(String event) {
		return Mono.fromFuture(this.awaited.event(event), true);
	}

}
