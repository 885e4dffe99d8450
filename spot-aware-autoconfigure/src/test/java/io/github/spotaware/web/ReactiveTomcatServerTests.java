package io.github.spotaware.web;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.context.annotation.Configuration;

class ReactiveTomcatServerTests extends AbstractServerTests {

	ReactiveTomcatServerTests() {
		super(WebApplicationType.REACTIVE, Application.class);
	}

	/**
	 * A reactive application on Tomcat.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TomcatReactiveWebServerAutoConfiguration.class)
	static class Application extends ReactiveApplication {

		Application(Gates gates) {
			super(gates);
		}

	}

}
