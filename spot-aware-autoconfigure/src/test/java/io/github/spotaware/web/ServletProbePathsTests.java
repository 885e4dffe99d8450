package io.github.spotaware.web;

import io.github.spotaware.testsupport.TomcatServer;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.endpoint.web.WebMvcHealthEndpointExtensionAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * Tests for {@link ProbePaths} and {@link EndpointHealthGroups} with servlets.
 */
class ServletProbePathsTests extends AbstractProbePathsTests {

	ServletProbePathsTests() {
		super(WebApplicationType.SERVLET, Application.class, TomcatServer.class);
	}

	/**
	 * An application that has nothing but probes.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ WebTrafficAutoConfiguration.class, WebChecksAutoConfiguration.class,
			DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
			WebMvcHealthEndpointExtensionAutoConfiguration.class })
	static class Application {

	}

}
