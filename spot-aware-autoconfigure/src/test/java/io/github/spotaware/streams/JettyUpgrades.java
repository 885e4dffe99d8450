package io.github.spotaware.streams;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.upgrade.JettyRequestUpgradeStrategy;

/**
 * Reactive WebSocket handshakes with Jetty.
 */
@Configuration(proxyBeanMethods = false)
class JettyUpgrades {

	@Bean
	RequestUpgradeStrategy upgrades() {
		return new JettyRequestUpgradeStrategy();
	}

}
