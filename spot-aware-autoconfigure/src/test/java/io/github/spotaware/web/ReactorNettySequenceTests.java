package io.github.spotaware.web;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.context.annotation.Configuration;

class ReactorNettySequenceTests extends AbstractSequenceTests {

	ReactorNettySequenceTests() {
		super(WebApplicationType.REACTIVE, Application.class);
	}

	@Override
	boolean closesKeptConnections() {
		return false;
	}

	/**
	 * A reactive application on Reactor Netty.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(NettyReactiveWebServerAutoConfiguration.class)
	static class Application extends ReactiveApplication {

		Application(Gates gates) {
			super(gates);
		}

	}

}
