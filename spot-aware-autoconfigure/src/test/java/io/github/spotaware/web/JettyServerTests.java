package io.github.spotaware.web;

import io.github.spotaware.testsupport.JettyServer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.jetty.JettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("jetty")
class JettyServerTests extends AbstractServerTests {

	JettyServerTests() {
		super(WebApplicationType.SERVLET, ServletApplication.class, JettyServer.class, OwnCustomizer.class);
	}

	@Test
	void peerWhenCloudPlatformUsesForwardHeadersIsThatOfTheSocket() throws Exception {
		start("spring.main.cloud-platform=kubernetes");
		assertThat(client("127.0.0.2").get("/remote", "X-Forwarded-For: 203.0.113.7")).endsWith("203.0.113.7");
		assertThat(snapshot().peers()).extracting("address").containsExactly("127.0.0.2");
	}

	@Test
	void peerWhenTheApplicationAppliesForwardedHeadersIsThatOfTheSocket() throws Exception {
		start("own-customizer=true");
		assertThat(client("127.0.0.2").get("/remote", "X-Forwarded-For: 203.0.113.7")).endsWith("203.0.113.7");
		assertThat(snapshot().peers()).extracting("address").containsExactly("127.0.0.2");
	}

	/**
	 * Applies forwarded headers where asked to, as applications do by themselves.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OwnCustomizer {

		@Bean
		WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> applyForwardedHeaders(Environment environment) {
			boolean asked = environment.containsProperty("own-customizer");
			JettyServerCustomizer customizer = (server) -> {
				for (Connector connector : server.getConnectors()) {
					connector.getConnectionFactory(HttpConnectionFactory.class)
						.getHttpConfiguration()
						.addCustomizer(new ForwardedRequestCustomizer());
				}
			};
			return (factory) -> factory.addServerCustomizers(
					asked ? new JettyServerCustomizer[] { customizer } : new JettyServerCustomizer[0]);
		}

	}

}
