package io.github.spotaware.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Answers in all the ways in which Spring MVC can take its time, when something has
 * happened.
 */
@RestController
@RequestMapping("/held")
@SuppressWarnings("FutureReturnValueIgnored")
class ServletAnswers {

	static final List<String> KINDS = List.of("callable", "deferred", "future", "streaming", "emitter");

	private final Awaited awaited;

	ServletAnswers(Awaited awaited) {
		this.awaited = awaited;
	}

	@GetMapping("/callable")
	Callable<String> callable(@RequestParam String until) {
		return () -> {
			this.awaited.event(until).join();
			return LongAnswer.WHOLE;
		};
	}

	@GetMapping("/deferred")
	DeferredResult<String> deferred(@RequestParam String until) {
		DeferredResult<String> result = new DeferredResult<>(60_000L);
		this.awaited.event(until).thenRunAsync(() -> result.setResult(LongAnswer.WHOLE));
		return result;
	}

	@GetMapping("/future")
	CompletableFuture<String> future(@RequestParam String until) {
		return this.awaited.event(until).thenApplyAsync((nothing) -> LongAnswer.WHOLE);
	}

	@GetMapping("/streaming")
	StreamingResponseBody streaming(@RequestParam String until) {
		return (out) -> {
			out.write(LongAnswer.FIRST.getBytes(StandardCharsets.US_ASCII));
			out.flush();
			this.awaited.event(until).join();
			for (String part : LongAnswer.REST) {
				out.write(part.getBytes(StandardCharsets.US_ASCII));
			}
		};
	}

	@GetMapping("/emitter")
	ResponseBodyEmitter emitter(@RequestParam String until) throws IOException {
		ResponseBodyEmitter emitter = new ResponseBodyEmitter(60_000L);
		emitter.send(LongAnswer.FIRST);
		this.awaited.event(until).thenRunAsync(() -> sendRest(emitter));
		return emitter;
	}

	private static void sendRest(ResponseBodyEmitter emitter) {
		try {
			for (String part : LongAnswer.REST) {
				emitter.send(part);
			}
			emitter.complete();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
