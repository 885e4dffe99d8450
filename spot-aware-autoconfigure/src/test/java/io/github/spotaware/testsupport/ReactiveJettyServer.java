package io.github.spotaware.testsupport;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyReactiveManagementContextAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * Jetty for a reactive application.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ JettyReactiveWebServerAutoConfiguration.class,
		JettyReactiveManagementContextAutoConfiguration.class })
public class ReactiveJettyServer {

}
