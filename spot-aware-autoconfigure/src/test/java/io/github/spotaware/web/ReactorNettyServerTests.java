package io.github.spotaware.web;

import io.github.spotaware.testsupport.ReactorNettyServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

class ReactorNettyServerTests extends AbstractServerTests {

	ReactorNettyServerTests() {
		super(WebApplicationType.REACTIVE, ReactiveApplication.class, ReactorNettyServer.class);
	}

	@Test
	void requestWhenClientGoesAwayEndsBeforeTheHandler() throws Exception {
		start();
		RawClient client = client();
		client.send("/async");
		gates().awaitEntered();
		assertThat(snapshot().inFlight()).isOne();
		client.reset();
		awaitQuiet();
		gates().open();
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
		awaitQuiet();
	}

	@Test
	void requestsWhenThereIsABasePathAreRecognisedBelowIt() throws Exception {
		start("spring.webflux.base-path=/shop", "spot-aware.drain.ignored-paths=/hello");
		RawClient client = client();
		assertThat(client.get("/shop/actuator/health")).startsWith("HTTP/1.1 200");
		assertThat(client.get("/shop/hello")).startsWith("HTTP/1.1 200");
		assertThat(snapshot().everServed()).isFalse();
		assertThat(client.get("/shop/async-now")).startsWith("HTTP/1.1 200");
		assertThat(snapshot().everServed()).isTrue();
	}

	@Test
	void peerWhenCloudPlatformUsesForwardHeadersIsThatOfTheSocket() throws Exception {
		start("spring.main.cloud-platform=kubernetes");
		assertThat(client("127.0.0.2").get("/remote", "X-Forwarded-For: 203.0.113.7")).endsWith("203.0.113.7");
		assertThat(snapshot().peers()).extracting("address").containsExactly("127.0.0.2");
	}

}
