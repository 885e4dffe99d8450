package io.github.spotaware.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;

import io.github.spotaware.Drain;
import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import io.github.spotaware.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * What holds for every web server, on real sockets.
 */
abstract class AbstractServerTests extends ServerTestBase {

	AbstractServerTests(WebApplicationType type, Class<?>... sources) {
		super(type, sources);
	}

	@Test
	void requestWhenNoneCameIsNotServed() {
		start();
		assertThat(snapshot().everServed()).isFalse();
		assertThat(snapshot().peers()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/wait", "/async" })
	void requestWhenHandlerRunsIsInFlightUntilItIsAnswered(String path) throws Exception {
		start();
		RawClient client = client();
		client.send(path);
		gates().awaitEntered();
		assertThat(snapshot().inFlight()).isOne();
		assertThat(snapshot().active()).isOne();
		gates().open();
		assertThat(client.head()).startsWith("HTTP/1.1 200");
		awaitQuiet();
		assertThat(snapshot().everServed()).isTrue();
	}

	@Test
	void requestWhenHandlerFailsEnds() throws Exception {
		start();
		assertThat(client().get("/error-now")).startsWith("HTTP/1.1 500");
		awaitQuiet();
		assertThat(snapshot().everServed()).isTrue();
	}

	@Test
	void requestWhenADrainRunsIsMarkedUntilTheDrainIsTakenBack() throws Exception {
		start();
		SpotState running = new SpotState.Running();
		RawClient client = client();
		assertThat(client.get("/mark")).endsWith("mark=null");
		bean(DrainMark.class).changed(new SpotStateChanged(running, DrainMarkTests.DRAINING));
		assertThat(client.get("/mark")).endsWith("mark=draining");
		assertThat(client.get("/mark")).endsWith("mark=draining");
		bean(DrainMark.class).changed(new SpotStateChanged(DrainMarkTests.DRAINING, running));
		assertThat(client.get("/mark")).endsWith("mark=null");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/events", "/events-later" })
	void requestWhenItIsAnEventStreamIsActiveButNotInFlight(String path) throws Exception {
		start();
		RawClient client = client();
		client.send(path);
		gates().awaitEntered();
		gates().open();
		assertThat(client.readUntil("data:hello")).contains("text/event-stream");
		await().untilAsserted(() -> assertThat(snapshot().inFlight()).isZero());
		assertThat(snapshot().active()).isOne();
	}

	@Test
	void requestsWhenConnectionIsKeptCountForTheirPeer() throws Exception {
		start();
		RawClient one = client("127.0.0.1");
		RawClient other = client("127.0.0.2");
		for (int i = 0; i < 3; i++) {
			assertThat(one.get("/hello")).endsWith("hello");
		}
		assertThat(other.get("/hello")).endsWith("hello");
		assertThat(snapshot().peers()).extracting(Traffic.Peer::address)
			.containsExactlyInAnyOrder("127.0.0.1", "127.0.0.2");
		awaitQuiet();
	}

	@Test
	void responsesWhenDrainRunsCloseTheConnectionUntilItIsTakenBack() throws Exception {
		start();
		RawClient client = client();
		assertThat(client.get("/hello")).doesNotContainIgnoringCase("connection: close");
		CloseConnectionsStep step = bean(CloseConnectionsStep.class);
		step.drain(mock(Drain.class));
		assertThat(client.get("/hello")).containsIgnoringCase("connection: close").endsWith("hello");
		assertThat(client().get("/actuator/health")).containsIgnoringCase("connection: close");
		assertThat(client().get("/error-now")).containsIgnoringCase("connection: close").startsWith("HTTP/1.1 500");
		assertThat(client().get("/async-now")).containsIgnoringCase("connection: close").endsWith("hello");
		assertThat(snapshot().servedWhileDraining()).isEqualTo(3);
		step.undo();
		assertThat(client().get("/hello")).doesNotContainIgnoringCase("connection: close");
	}

	@Test
	void responsesWhenDrainRunsAndTheyHaveNoBodyAreNotSentInChunks() throws Exception {
		start();
		bean(CloseConnectionsStep.class).drain(mock(Drain.class));
		RawClient client = client();
		client.send("/no-content");
		assertThat(client.head()).startsWith("HTTP/1.1 204")
			.containsIgnoringCase("connection: close")
			.doesNotContainIgnoringCase("transfer-encoding");
		assertThat(client.rest()).isEmpty();
	}

	@Test
	void requestsWhenTheWebServerIsAboutToStopAreRefusedUntilTheLastOneHasEnded() throws Exception {
		start();
		RawClient last = client();
		last.send("/wait");
		gates().awaitEntered();
		bean(CloseConnectionsStep.class).drain(mock(Drain.class));
		CountDownLatch ended = new CountDownLatch(1);
		bean(LastRequests.class).stop(ended::countDown);
		assertThat(client().get("/hello")).startsWith("HTTP/1.1 503")
			.containsIgnoringCase("retry-after: 1\r\n")
			.containsIgnoringCase("connection: close\r\n");
		assertThat(client().get("/actuator/health")).startsWith("HTTP/1.1 200");
		assertThat(bean(WebTraffic.class).refused()).isOne();
		assertThat(snapshot().servedWhileDraining()).isZero();
		assertThat(ended.getCount()).isOne();
		gates().open();
		assertThat(last.head()).startsWith("HTTP/1.1 200");
		await().until(() -> ended.getCount() == 0);
	}

	@Test
	void requestsWhenNothingHasDrainedAreServedUntilTheWebServerStops() throws Exception {
		start();
		CountDownLatch ended = new CountDownLatch(1);
		bean(LastRequests.class).stop(ended::countDown);
		assertThat(ended.getCount()).isZero();
		assertThat(client().get("/hello")).startsWith("HTTP/1.1 200");
	}

	@Test
	void responsesWhenRequestIsAWebSocketHandshakeKeepTheirOwnHeader() throws Exception {
		start();
		bean(CloseConnectionsStep.class).drain(mock(Drain.class));
		assertThat(client().get("/hello", "Connection: upgrade", "Upgrade: websocket"))
			.doesNotContainIgnoringCase("connection: close")
			.endsWith("hello");
	}

	@Test
	void responsesWhenConnectionCloseIsOffKeepTheConnection() throws Exception {
		start("spot-aware.drain.connection-close=false");
		bean(CloseConnectionsStep.class).drain(mock(Drain.class));
		assertThat(client().get("/hello")).doesNotContainIgnoringCase("connection: close");
	}

	@Test
	void responsesWhenProtocolIsHttp2KeepTheConnection() throws Exception {
		start("server.http2.enabled=true");
		bean(CloseConnectionsStep.class).drain(mock(Drain.class));
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/hello")).build();
		HttpResponse<String> response = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_2)
			.build()
			.send(request, BodyHandlers.ofString());
		assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
		assertThat(response.body()).isEqualTo("hello");
		assertThat(response.headers().firstValue("connection")).isEmpty();
		assertThat(snapshot().peers()).hasSize(1);
		awaitQuiet();
	}

	@Test
	void requestsWhenTheyAreChecksAreIgnored() throws Exception {
		start("spot-aware.drain.ignored-paths=/hello/**");
		RawClient client = client();
		client.get("/hello");
		client.get("/actuator/health");
		client.get("/async-now", "User-Agent: ELB-HealthChecker/2.0");
		client.get("/async-now", "User-Agent: kube-probe/1.31");
		assertThat(snapshot().everServed()).isFalse();
		assertThat(snapshot().peers()).isEmpty();
		client.get("/async-now", "User-Agent: curl/8");
		assertThat(snapshot().everServed()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "framework", "native" })
	void peerWhenForwardedHeadersAreSentIsThatOfTheSocket(String strategy) throws Exception {
		start("server.forward-headers-strategy=" + strategy);
		String response = client("127.0.0.2").get("/remote", "X-Forwarded-For: 203.0.113.7",
				"X-Forwarded-Prefix: /prefix");
		assertThat(response).endsWith("none".equals(strategy) ? "127.0.0.2" : "203.0.113.7");
		assertThat(snapshot().peers()).extracting(Traffic.Peer::address).containsExactly("127.0.0.2");
		client("127.0.0.3").get("/actuator/health", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Prefix: /prefix");
		assertThat(snapshot().peers()).hasSize(1);
	}

}
