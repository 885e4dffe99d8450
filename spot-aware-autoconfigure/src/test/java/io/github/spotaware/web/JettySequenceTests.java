package io.github.spotaware.web;

import org.junit.jupiter.api.Tag;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Configuration;

@Tag("jetty")
class JettySequenceTests extends AbstractSequenceTests {

	JettySequenceTests() {
		super(WebApplicationType.SERVLET, Application.class);
	}

	/**
	 * A servlet application on Jetty.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(JettyServletWebServerAutoConfiguration.class)
	static class Application extends ServletApplication {

		Application(Gates gates) {
			super(gates);
		}

	}

}
