package io.github.spotaware.streams;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.upgrade.StandardWebSocketUpgradeStrategy;

/**
 * Reactive WebSocket handshakes with a server of the Jakarta WebSocket API.
 */
@Configuration(proxyBeanMethods = false)
class StandardUpgrades {

	@Bean
	RequestUpgradeStrategy upgrades() {
		return new StandardWebSocketUpgradeStrategy();
	}

}
