package io.github.spotaware.streams;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.web.WebTrafficAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StompStreamTests extends StreamTestBase {

	StompStreamTests() {
		super(WebApplicationType.SERVLET, Application.class);
	}

	@Test
	void sessionWhenMessageIsHandledByAnotherThreadIsClosedAfterItsAnswer() throws Exception {
		start();
		SocketClient socket = connected();
		socket.send("SEND\ndestination:/app/wait\n\nplease\0");
		bean(Gates.class).awaitEntered();
		CompletableFuture<StepOutcome> outcome = drain();
		await().until(() -> bean(OpenStreams.class).unasked().isEmpty());
		assertThat(outcome).isNotDone();
		bean(Gates.class).open();
		assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(StepOutcome.done("closed 1 WebSocket session"));
		assertThat(socket.closed()).isEqualTo(1001);
		assertThat(socket.received()).anySatisfy((frame) -> assertThat(frame).contains("please answered"));
	}

	@Test
	void sessionWhenItIsIdleIsClosedAtOnce() throws Exception {
		start();
		SocketClient socket = connected();
		socket.send("SEND\ndestination:/app/echo\n\nhello\0");
		await().untilAsserted(
				() -> assertThat(socket.received()).anySatisfy((frame) -> assertThat(frame).contains("hello echoed")));
		assertThat(step().drain(new RealDrain()).detail()).isEqualTo("closed 1 WebSocket session");
		assertThat(socket.closed()).isEqualTo(1001);
	}

	private SocketClient connected() {
		SocketClient socket = socket("/stomp", "v12.stomp");
		socket.send("CONNECT\naccept-version:1.2\nhost:localhost\n\n\0");
		await().until(() -> !socket.received().isEmpty());
		socket.send("SUBSCRIBE\nid:0\ndestination:/topic/answers\nreceipt:subscribed\n\n\0");
		await().until(() -> {
			socket.send("SEND\ndestination:/topic/answers\n\nready\0"); // may overtake
			return socket.received().size() > 1;
		});
		return socket;
	}

	/**
	 * An application with a simple broker.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableWebSocketMessageBroker
	@ImportAutoConfiguration({ StreamsAutoConfiguration.class, WebTrafficAutoConfiguration.class,
			DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
			TomcatServletWebServerAutoConfiguration.class })
	@Controller
	static class Application implements WebSocketMessageBrokerConfigurer {

		private final Gates gates;

		Application(Gates gates) {
			this.gates = gates;
		}

		@Override
		public void registerStompEndpoints(StompEndpointRegistry registry) {
			registry.addEndpoint("/stomp")
				.setHandshakeHandler(new DefaultHandshakeHandler(new StandardWebSocketUpgradeStrategy()));
		}

		@Override
		public void configureMessageBroker(MessageBrokerRegistry registry) {
			registry.enableSimpleBroker("/topic");
			registry.setApplicationDestinationPrefixes("/app");
		}

		@MessageMapping("/wait")
		@SendTo("/topic/answers")
		String waitForGate(String message) {
			this.gates.pass();
			return message + " answered";
		}

		@MessageMapping("/echo")
		@SendTo("/topic/answers")
		String echo(String message) {
			return message + " echoed";
		}

	}

}
