package io.github.spotaware.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import io.github.spotaware.Traffic;
import io.github.spotaware.testsupport.ReactorNettyServer;
import io.github.spotaware.testsupport.TomcatServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.info.InfoEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ManagementPortTests {

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void requestsWhenManagementHasAPortOfItsOwnCountOnTheMainOneOnly(WebApplicationType type) throws Exception {
		Class<?>[] application = (type == WebApplicationType.SERVLET)
				? new Class<?>[] { ServletApplication.class, TomcatServer.class }
				: new Class<?>[] { ReactiveApplication.class, ReactorNettyServer.class };
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
			.sources(ServerTestBase.Common.class, Management.class)
			.web(type)
			.properties("spot-aware.in-tests=true", "spot-aware.platform=none", "spring.cloud.aws.imds.enabled=false",
					"server.port=0", "management.server.port=0", "management.endpoints.web.exposure.include=info",
					"spring.main.banner-mode=off", "spring.reactor.netty.shutdown-quiet-period=0s")
			.run()) {
			Traffic traffic = context.getBean(Traffic.class);
			assertThat(status(context, "local.management.port", "/actuator/info")).isEqualTo(200);
			assertThat(traffic.snapshot().everServed()).isFalse();
			assertThat(status(context, "local.server.port", "/actuator/health")).isEqualTo(200);
			assertThat(traffic.snapshot().everServed()).isTrue();
		}
	}

	private static int status(ConfigurableApplicationContext context, String port, String path) throws Exception {
		URI uri = URI.create("http://localhost:" + context.getEnvironment().getRequiredProperty(port) + path);
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
		return response.statusCode();
	}

	/**
	 * Endpoints on a port of their own.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ManagementContextAutoConfiguration.class, EndpointAutoConfiguration.class,
			WebEndpointAutoConfiguration.class, InfoEndpointAutoConfiguration.class })
	static class Management {

	}

}
