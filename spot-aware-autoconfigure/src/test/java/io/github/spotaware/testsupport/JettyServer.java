package io.github.spotaware.testsupport;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyServletManagementContextAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * Jetty for servlets, with room for a management server.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ JettyServletWebServerAutoConfiguration.class,
		JettyServletManagementContextAutoConfiguration.class })
public class JettyServer {

}
