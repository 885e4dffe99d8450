package io.github.spotaware.streams;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Configuration;

class TomcatStreamTests extends AbstractStreamTests {

	TomcatStreamTests() {
		super(WebApplicationType.SERVLET, Application.class);
	}

	/**
	 * A servlet application on Tomcat.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
	static class Application extends ServletStreamApplication {

		Application(Gates gates) {
			super(gates);
		}

	}

}
