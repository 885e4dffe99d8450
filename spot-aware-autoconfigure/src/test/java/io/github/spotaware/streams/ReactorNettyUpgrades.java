package io.github.spotaware.streams;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;

/**
 * Reactive WebSocket handshakes with Reactor Netty.
 */
@Configuration(proxyBeanMethods = false)
class ReactorNettyUpgrades {

	@Bean
	RequestUpgradeStrategy upgrades() {
		return new ReactorNettyRequestUpgradeStrategy();
	}

}
