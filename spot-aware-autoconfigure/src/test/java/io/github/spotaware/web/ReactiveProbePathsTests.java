package io.github.spotaware.web;

import io.github.spotaware.testsupport.ReactorNettyServer;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.actuate.endpoint.web.WebFluxHealthEndpointExtensionAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * Tests for {@link ProbePaths} and {@link EndpointHealthGroups} with WebFlux.
 */
class ReactiveProbePathsTests extends AbstractProbePathsTests {

	ReactiveProbePathsTests() {
		super(WebApplicationType.REACTIVE, Application.class, ReactorNettyServer.class);
	}

	/**
	 * An application that has nothing but probes.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ WebTrafficAutoConfiguration.class, WebChecksAutoConfiguration.class,
			WebFluxAutoConfiguration.class, HttpHandlerAutoConfiguration.class,
			WebFluxHealthEndpointExtensionAutoConfiguration.class })
	static class Application {

	}

}
