package io.github.spotaware.streams;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.testsupport.JettyServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@Tag("jetty")
@ExtendWith(OutputCaptureExtension.class)
class JettyStreamTests extends AbstractStreamTests {

	JettyStreamTests() {
		super(WebApplicationType.SERVLET, ServletStreamApplication.class, JettyServer.class);
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

	@Test
	void requestWhenItsAnswerIsNotCompleteByTheEndOfGracefulShutdownIsBrokenOff(CapturedOutput output)
			throws Exception {
		start("server.shutdown=graceful", "spring.lifecycle.timeout-per-shutdown-phase=500ms");
		InputStream body = get("/torn");
		assertThat(new String(body.readNBytes(5), StandardCharsets.UTF_8)).isEqualTo("begun");
		await().until(() -> bean(UnansweredRequests.class).isWaiting());
		shutdown();
		assertThatExceptionOfType(IOException.class).isThrownBy(body::readAllBytes);
		assertThat(output).contains("The answer to 'GET /torn' was not complete by the end of graceful shutdown");
	}

	@Test
	void eventStreamWhenItIsOpenAtTheEndOfGracefulShutdownIsCompleted(CapturedOutput output) throws Exception {
		start("server.shutdown=graceful", "spring.lifecycle.timeout-per-shutdown-phase=500ms");
		InputStream events = events("/kept");
		shutdown();
		assertThat(rest(events)).isEmpty();
		assertThat(output).contains("The answer to 'GET /kept' was not complete by the end of graceful shutdown");
	}

}
