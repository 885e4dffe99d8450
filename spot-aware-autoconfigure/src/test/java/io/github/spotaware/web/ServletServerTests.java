package io.github.spotaware.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ServletServerTests extends AbstractServerTests {

	ServletServerTests() {
		super(WebApplicationType.SERVLET, Application.class);
	}

	@Test
	void requestWhenItIsDispatchedAnewIsInFlightUntilItIsAnswered() throws Exception {
		start();
		RawClient client = client();
		client.send("/callable");
		gates().awaitEntered();
		assertThat(snapshot().inFlight()).isOne();
		gates().open();
		assertThat(client.head()).startsWith("HTTP/1.1 200");
		awaitQuiet();
	}

	@Test
	void requestWhenAsyncIsStartedAgainIsInFlightUntilItIsAnswered() throws Exception {
		start();
		RawClient client = client();
		client.send("/async-twice");
		gates().awaitEntered();
		assertThat(snapshot().inFlight()).isOne();
		gates().open();
		assertThat(client.readUntil("hello")).startsWith("HTTP/1.1 200");
		awaitQuiet();
	}

	@Test
	void requestWhenAsyncTimesOutEnds() throws Exception {
		start();
		assertThat(client().get("/timeout")).startsWith("HTTP/1.1 503");
		awaitQuiet();
	}

	@Test
	void requestWhenAsyncFailsEnds() throws Exception {
		start();
		assertThat(client().get("/async-error")).startsWith("HTTP/1.1 500");
		awaitQuiet();
	}

	@Test
	void requestWhenClientGoesAwayEndsWithTheHandler() throws Exception {
		start();
		RawClient client = client();
		client.send("/async");
		gates().awaitEntered();
		assertThat(snapshot().inFlight()).isOne();
		client.reset();
		gates().open();
		awaitQuiet();
	}

	@Test
	void requestWhenClientOfAnEventStreamGoesAwayEnds() throws Exception {
		start();
		RawClient client = client();
		client.send("/events");
		gates().awaitEntered();
		gates().open();
		client.readUntil("data:hello");
		client.reset();
		Application application = bean(Application.class);
		await().untilAsserted(() -> {
			application.sendEvent();
			assertThat(snapshot().active()).isZero();
		});
		assertThat(snapshot().inFlight()).isZero();
	}

	@Test
	void requestsWhenThereIsAContextPathAreRecognisedBelowIt() throws Exception {
		start("server.servlet.context-path=/shop", "spring.mvc.servlet.path=/mvc",
				"spot-aware.drain.ignored-paths=/mvc/hello");
		RawClient client = client();
		assertThat(client.get("/shop/mvc/actuator/health")).startsWith("HTTP/1.1 200");
		assertThat(client.get("/shop/mvc/hello")).startsWith("HTTP/1.1 200");
		assertThat(snapshot().everServed()).isFalse();
		assertThat(client.get("/shop/mvc/async-now")).startsWith("HTTP/1.1 200");
		assertThat(snapshot().everServed()).isTrue();
	}

	@Test
	void peerWhenCloudPlatformUsesForwardHeadersIsThatOfTheSocket() throws Exception {
		start("spring.main.cloud-platform=kubernetes");
		assertThat(client("127.0.0.2").get("/remote", "X-Forwarded-For: 203.0.113.7")).endsWith("203.0.113.7");
		assertThat(snapshot().peers()).extracting("address").containsExactly("127.0.0.2");
	}

	/**
	 * A servlet application.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ WebTrafficAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class,
			DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class })
	@RestController
	static class Application {

		private final Gates gates;

		private volatile SseEmitter events = new SseEmitter(0L);

		Application(Gates gates) {
			this.gates = gates;
		}

		@GetMapping({ "/hello", "/actuator/health" })
		String hello() {
			return "hello";
		}

		@GetMapping("/remote")
		String remote(HttpServletRequest request) {
			return request.getRemoteAddr();
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

		void sendEvent() {
			try {
				this.events.send("hello");
			}
			catch (IOException | IllegalStateException ex) {
				this.events.completeWithError(ex);
			}
		}

		private static void run(Runnable task) {
			ForkJoinPool.commonPool().execute(task);
		}

	}

}
