package io.github.spotaware.streams;

import java.io.IOException;
import java.util.concurrent.ForkJoinPool;

import io.github.spotaware.testsupport.Gates;
import io.github.spotaware.web.WebTrafficAutoConfiguration;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * A servlet application that has no server yet.
 */
@ImportAutoConfiguration({ StreamsAutoConfiguration.class, WebTrafficAutoConfiguration.class,
		DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class })
@EnableWebSocket
@RestController
class ServletStreamApplication implements WebSocketConfigurer {

	private final Gates gates;

	ServletStreamApplication(Gates gates) {
		this.gates = gates;
	}

	@GetMapping({ "/events", "/kept" })
	SseEmitter events() throws IOException {
		SseEmitter emitter = new SseEmitter(0L);
		emitter.send("hello");
		return emitter;
	}

	@GetMapping("/flux")
	Flux<ServerSentEvent<String>> flux() {
		return Flux.just(ServerSentEvent.builder("hello").build()).concatWith(Flux.never());
	}

	@GetMapping(path = "/finite", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<String> finite() {
		return Flux.just("hello");
	}

	@GetMapping("/never")
	DeferredResult<String> never() {
		return new DeferredResult<>(60_000L);
	}

	@GetMapping("/torn")
	ResponseBodyEmitter torn() throws IOException {
		ResponseBodyEmitter emitter = new ResponseBodyEmitter(60_000L);
		emitter.send("begun");
		return emitter;
	}

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		DefaultHandshakeHandler handshakes = new DefaultHandshakeHandler(new StandardWebSocketUpgradeStrategy());
		registry.addHandler(new Echo(this.gates), "/socket", "/socket-bye")
			.addHandler(new Push(), "/push")
			.setHandshakeHandler(handshakes);
		registry.addHandler(new Echo(this.gates), "/sockjs").setHandshakeHandler(handshakes).withSockJS();
	}

	/**
	 * Answers a message with the same.
	 */
	private static final class Echo extends TextWebSocketHandler {

		private final Gates gates;

		private Echo(Gates gates) {
			this.gates = gates;
		}

		@Override
		protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
			if ("wait".equals(message.getPayload())) {
				this.gates.pass();
			}
			session.sendMessage(message);
		}

	}

	/**
	 * Sends without being asked.
	 */
	private static final class Push extends TextWebSocketHandler {

		@Override
		public void afterConnectionEstablished(WebSocketSession session) {
			ForkJoinPool.commonPool().execute(() -> {
				try {
					session.sendMessage(new TextMessage("news"));
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			});
		}

	}

}
