package io.github.spotaware.web;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Configuration;

class TomcatSequenceTests extends AbstractSequenceTests {

	TomcatSequenceTests() {
		super(WebApplicationType.SERVLET, Application.class);
	}

	/**
	 * A servlet application on Tomcat.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
	static class Application extends ServletApplication {

		Application(Gates gates) {
			super(gates);
		}

	}

}
