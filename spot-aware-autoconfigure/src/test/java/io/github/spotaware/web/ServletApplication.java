package io.github.spotaware.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;

import io.github.spotaware.testsupport.Gates;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A servlet application that has no server yet.
 */
@ImportAutoConfiguration({ WebTrafficAutoConfiguration.class, WebChecksAutoConfiguration.class,
		DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class })
@RestController
class ServletApplication {

	private final Gates gates;

	private volatile SseEmitter events = new SseEmitter(0L);

	ServletApplication(Gates gates) {
		this.gates = gates;
	}

	@GetMapping({ "/hello", "/actuator/health" })
	String hello() {
		return "hello";
	}

	/**
	 * Tells how what is logged here is marked.
	 */
	@GetMapping("/mark")
	String mark() {
		return "mark=" + MDC.get("spot.state");
	}

	@PostMapping("/echo")
	String echo(@RequestBody String body) {
		return body;
	}

	@GetMapping("/remote")
	String remote(HttpServletRequest request) {
		return request.getRemoteAddr();
	}

	/**
	 * Tells a client which of its connections a request came over.
	 */
	@GetMapping("/peer-port")
	String peerPort(HttpServletRequest request) {
		return Integer.toString(request.getRemotePort());
	}

	@GetMapping("/no-content")
	void noContent(HttpServletResponse response) throws IOException {
		response.setStatus(HttpServletResponse.SC_NO_CONTENT);
		response.flushBuffer();
	}

	@GetMapping("/wait")
	String waitForGate() {
		this.gates.pass();
		return "hello";
	}

	@GetMapping("/async")
	DeferredResult<String> async() {
		DeferredResult<String> result = new DeferredResult<>(60_000L);
		run(() -> {
			this.gates.pass();
			result.setResult("hello");
		});
		return result;
	}

	@GetMapping("/async-now")
	DeferredResult<String> asyncNow() {
		DeferredResult<String> result = new DeferredResult<>();
		result.setResult("hello");
		return result;
	}

	@GetMapping("/callable")
	Callable<String> callable() {
		return () -> {
			this.gates.pass();
			return "hello";
		};
	}

	@GetMapping("/async-twice")
	void asyncTwice(HttpServletRequest request, HttpServletResponse response) {
		AsyncContext async = request.startAsync();
		if (request.getAttribute("again") == null) {
			request.setAttribute("again", true);
			run(async::dispatch);
			return;
		}
		async.setTimeout(60_000);
		run(() -> {
			this.gates.pass();
			try {
				response.getOutputStream().print("hello");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			async.complete();
		});
	}

	@GetMapping("/timeout")
	DeferredResult<String> timeout() {
		return new DeferredResult<>(1L);
	}

	@GetMapping("/async-error")
	DeferredResult<String> asyncError() {
		DeferredResult<String> result = new DeferredResult<>();
		run(() -> result.setErrorResult(new IllegalStateException("As asked for")));
		return result;
	}

	@GetMapping("/error-now")
	String error() {
		throw new IllegalStateException("As asked for");
	}

	@GetMapping("/events")
	SseEmitter events() {
		SseEmitter emitter = new SseEmitter(60_000L);
		this.events = emitter;
		run(() -> {
			this.gates.pass();
			sendEvent();
		});
		return emitter;
	}

	@GetMapping("/events-later")
	Mono<ResponseEntity<Flux<ServerSentEvent<String>>>> eventsLater() {
		return Mono.fromCallable(this::waitForGate)
			.subscribeOn(Schedulers.boundedElastic())
			.map((event) -> ResponseEntity.ok(Flux.concat(Mono.just(event), Mono.<String>never())
				.map((data) -> ServerSentEvent.builder(data).build())));
	}

	/**
	 * Sends an event. Where that fails the server ends the request, as Spring asks of
	 * applications: to complete it here as well is a race against the server.
	 * @return whether the event was sent
	 */
	boolean sendEvent() {
		try {
			this.events.send("hello");
			return true;
		}
		catch (IOException | IllegalStateException ex) {
			return false;
		}
	}

	private static void run(Runnable task) {
		ForkJoinPool.commonPool().execute(task);
	}

}
