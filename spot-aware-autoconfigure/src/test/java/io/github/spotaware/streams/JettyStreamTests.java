package io.github.spotaware.streams;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("jetty")
@ExtendWith(OutputCaptureExtension.class)
class JettyStreamTests extends AbstractStreamTests {

	JettyStreamTests() {
		super(WebApplicationType.SERVLET, Application.class);
	}

	@Test
	void requestWhenItIsNotAnsweredByTheEndOfGracefulShutdownGets503(CapturedOutput output) throws Exception {
		start("server.shutdown=graceful", "spring.lifecycle.timeout-per-shutdown-phase=500ms");
		CompletableFuture<HttpResponse<String>> response = HttpClient.newHttpClient()
			.sendAsync(HttpRequest.newBuilder(uri("http", "/never")).build(), BodyHandlers.ofString());
		await().until(() -> bean(UnansweredRequests.class).isWaiting());
		shutdown();
		assertThat(response.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
		assertThat(response.join().headers().firstValue("Connection")).hasValue("close");
		assertThat(output).contains("'GET /never' was not answered by the end of graceful shutdown, and gets 503");
	}

	/**
	 * A servlet application on Jetty.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(JettyServletWebServerAutoConfiguration.class)
	static class Application extends ServletStreamApplication {

		Application(Gates gates) {
			super(gates);
		}

	}

}
