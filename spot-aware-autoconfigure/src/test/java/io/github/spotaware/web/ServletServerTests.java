package io.github.spotaware.web;

import io.github.spotaware.testsupport.TomcatServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ServletServerTests extends AbstractServerTests {

	ServletServerTests() {
		super(WebApplicationType.SERVLET, ServletApplication.class, TomcatServer.class);
	}

	@Test
	void requestWhenItIsDispatchedAnewIsInFlightUntilItIsAnswered() throws Exception {
		start();
		RawClient client = client();
		client.send("/callable");
		gates().awaitEntered();
		assertThat(snapshot().inFlight()).isOne();
		gates().open();
		assertThat(client.head()).startsWith("HTTP/1.1 200");
		awaitQuiet();
	}

	@Test
	void requestWhenAsyncIsStartedAgainIsInFlightUntilItIsAnswered() throws Exception {
		start();
		RawClient client = client();
		client.send("/async-twice");
		gates().awaitEntered();
		assertThat(snapshot().inFlight()).isOne();
		gates().open();
		assertThat(client.readUntil("hello")).startsWith("HTTP/1.1 200");
		awaitQuiet();
	}

	@Test
	void requestWhenAsyncTimesOutEnds() throws Exception {
		start();
		assertThat(client().get("/timeout")).startsWith("HTTP/1.1 503");
		awaitQuiet();
	}

	@Test
	void requestWhenAsyncFailsEnds() throws Exception {
		start();
		assertThat(client().get("/async-error")).startsWith("HTTP/1.1 500");
		awaitQuiet();
	}

	@Test
	void requestWhenClientGoesAwayEndsWithTheHandler() throws Exception {
		start();
		RawClient client = client();
		client.send("/async");
		gates().awaitEntered();
		assertThat(snapshot().inFlight()).isOne();
		client.reset();
		gates().open();
		awaitQuiet();
	}

	@Test
	void requestWhenClientOfAnEventStreamGoesAwayEnds() throws Exception {
		start();
		RawClient client = client();
		client.send("/events");
		gates().awaitEntered();
		gates().open();
		client.readUntil("data:hello");
		client.reset();
		ServletApplication application = bean(ServletApplication.class);
		await().until(() -> !application.sendEvent());
		await().untilAsserted(() -> assertThat(snapshot().active()).isZero());
		assertThat(snapshot().inFlight()).isZero();
	}

	@Test
	void requestsWhenThereIsAContextPathAreRecognisedBelowIt() throws Exception {
		start("server.servlet.context-path=/shop", "spring.mvc.servlet.path=/mvc",
				"spot-aware.drain.ignored-paths=/mvc/hello");
		RawClient client = client();
		assertThat(client.get("/shop/mvc/actuator/health")).startsWith("HTTP/1.1 200");
		assertThat(client.get("/shop/mvc/hello")).startsWith("HTTP/1.1 200");
		assertThat(snapshot().everServed()).isFalse();
		assertThat(client.get("/shop/mvc/async-now")).startsWith("HTTP/1.1 200");
		assertThat(snapshot().everServed()).isTrue();
	}

	@Test
	void peerWhenCloudPlatformUsesForwardHeadersIsThatOfTheSocket() throws Exception {
		start("spring.main.cloud-platform=kubernetes");
		assertThat(client("127.0.0.2").get("/remote", "X-Forwarded-For: 203.0.113.7")).endsWith("203.0.113.7");
		assertThat(snapshot().peers()).extracting("address").containsExactly("127.0.0.2");
	}

}
