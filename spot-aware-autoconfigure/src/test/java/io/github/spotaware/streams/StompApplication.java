package io.github.spotaware.streams;

import io.github.spotaware.testsupport.Gates;
import io.github.spotaware.web.WebTrafficAutoConfiguration;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.core.env.Environment;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * A servlet application with a STOMP broker, that has no server yet.
 */
@EnableWebSocketMessageBroker
@ImportAutoConfiguration({ StreamsAutoConfiguration.class, WebTrafficAutoConfiguration.class,
		DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class })
@Controller
class StompApplication implements WebSocketMessageBrokerConfigurer {

	private final Gates gates;

	private final boolean ordered;

	StompApplication(Gates gates, Environment environment) {
		this.gates = gates;
		this.ordered = environment.getProperty("ordered", boolean.class, false);
	}

	@Override
	public void registerStompEndpoints(StompEndpointRegistry registry) {
		registry.setPreserveReceiveOrder(this.ordered)
			.addEndpoint("/stomp")
			.setHandshakeHandler(new DefaultHandshakeHandler(new StandardWebSocketUpgradeStrategy()));
	}

	@Override
	public void configureMessageBroker(MessageBrokerRegistry registry) {
		registry.setPreservePublishOrder(this.ordered);
		registry.enableSimpleBroker("/topic");
		registry.setApplicationDestinationPrefixes("/app");
	}

	@MessageMapping("/wait")
	@SendTo("/topic/answers")
	String waitForGate(String message) {
		this.gates.pass();
		return message + " answered";
	}

	@MessageMapping("/wait-silently")
	void waitForGate() {
		this.gates.pass();
	}

	@MessageMapping("/echo")
	@SendTo("/topic/answers")
	String echo(String message) {
		return message + " echoed";
	}

}
