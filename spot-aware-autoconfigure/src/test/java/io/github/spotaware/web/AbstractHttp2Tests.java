package io.github.spotaware.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.spotaware.Drain;
import io.github.spotaware.StepOutcome;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * What holds for the HTTP/2 connections of every web server, frame by frame.
 */
abstract class AbstractHttp2Tests extends ServerTestBase {

	/**
	 * The first GOAWAY: leave, whatever you have sent will be answered.
	 */
	static final String GOAWAY = "GOAWAY " + Integer.MAX_VALUE;

	private static final int REQUESTS = 40;

	AbstractHttp2Tests(WebApplicationType type, Class<?>... sources) {
		super(type, sources);
	}

	final Http2RawClient http2Client() throws IOException {
		return closing(Http2RawClient.connect(port()));
	}

	final StepOutcome drain() {
		return bean(CloseConnectionsStep.class).drain(mock(Drain.class));
	}

	final void undo() {
		bean(CloseConnectionsStep.class).undo();
	}

	@Test
	void connectionWhenDrainBeginsIsLetGoAndGoesOn() throws Exception {
		start("server.http2.enabled=true");
		Http2RawClient client = http2Client();
		assertThat(client.get("/hello")).isEqualTo("hello");
		assertStays(client);
		int inFlight = client.send("/wait");
		gates().awaitEntered();
		assertThat(drain().detail()).endsWith(", GOAWAY to 1 over HTTP/2");
		assertThat(client.next()).isEqualTo(GOAWAY);
		assertThat(client.get("/hello")).isEqualTo("hello"); // sent, for all the server
																// knows, before
		gates().open();
		assertThat(client.body(inFlight)).isEqualTo("hello");
		assertStays(client);
	}

	@Test
	void connectionWhenIdleAtTheBeginningIsLetGoAndAnswersWhatWasOnItsWay() throws Exception {
		start("server.http2.enabled=true");
		Http2RawClient client = http2Client();
		assertThat(client.get("/hello")).isEqualTo("hello");
		drain();
		assertThat(client.next()).isEqualTo(GOAWAY);
		for (int i = 0; i < 3; i++) {
			assertThat(client.get("/hello")).isEqualTo("hello");
		}
		assertStays(client);
	}

	@Test
	void connectionWhenOpenedDuringTheDrainIsLetGoSoonAfterItsFirstResponse() throws Exception {
		start("server.http2.enabled=true");
		drain();
		Http2RawClient client = http2Client();
		assertStays(client);
		assertThat(client.get("/hello")).isEqualTo("hello");
		assertThat(client.next()).isEqualTo(GOAWAY);
		assertThat(client.get("/hello")).isEqualTo("hello");
		assertStays(client);
	}

	@Test
	void connectionWhenSilentAfterGoAwayIsClosedWithTheFinalOne() throws Exception {
		start("server.http2.enabled=true");
		Http2RawClient client = http2Client();
		int inFlight = client.send("/async");
		gates().awaitEntered();
		drain();
		assertThat(client.next()).isEqualTo(GOAWAY);
		int last = client.send("/hello");
		assertThat(client.body(last)).isEqualTo("hello");
		gates().open();
		assertThat(client.body(inFlight)).isEqualTo("hello");
		assertThat(client.next()).isEqualTo("GOAWAY " + last);
		assertThat(client.next()).isEqualTo("CLOSED");
	}

	@Test
	void connectionWhenItsFirstRequestFailsIsLetGo() throws Exception {
		start("server.http2.enabled=true");
		drain();
		Http2RawClient client = http2Client();
		int stream = client.send("/error-now");
		List<String> frames = new ArrayList<>();
		do {
			frames.add(client.next());
		}
		while (!frames.contains(GOAWAY));
		assertThat(frames.get(0)).isEqualTo("HEADERS %d not 200".formatted(stream));
	}

	@Test
	void connectionWhenDrainIsTakenBackStays() throws Exception {
		start("server.http2.enabled=true");
		Http2RawClient told = http2Client();
		told.get("/hello");
		drain();
		assertThat(told.next()).isEqualTo(GOAWAY);
		Http2RawClient untold = http2Client();
		assertStays(untold);
		undo();
		assertThat(told.get("/hello")).isEqualTo("hello");
		assertThat(untold.get("/hello")).isEqualTo("hello");
		assertStays(untold);
		Http2RawClient fresh = http2Client();
		assertThat(fresh.get("/hello")).isEqualTo("hello");
		assertStays(fresh);
		assertThat(drain().detail()).contains("GOAWAY");
		assertThat(fresh.next()).isEqualTo(GOAWAY);
	}

	@Test
	void connectionsWhenConnectionCloseIsOffStay() throws Exception {
		start("server.http2.enabled=true", "spot-aware.drain.connection-close=false");
		Http2RawClient client = http2Client();
		assertThat(client.get("/hello")).isEqualTo("hello");
		drain();
		assertThat(client.get("/hello")).isEqualTo("hello");
		assertStays(client);
		Http2RawClient fresh = http2Client();
		assertThat(fresh.get("/hello")).isEqualTo("hello");
		assertStays(fresh);
	}

	@Test
	void connectionWhenClosedIsForgotten() throws Exception {
		start("server.http2.enabled=true");
		Http2RawClient client = http2Client();
		assertThat(client.get("/hello")).isEqualTo("hello");
		client.close();
		await().untilAsserted(() -> assertThat(drain().detail()).doesNotContain("GOAWAY"));
	}

	@Test
	void connectionWhenOverTlsIsLetGo() throws Exception {
		start("server.http2.enabled=true", "server.ssl.key-store=" + Keystores.shared(),
				"server.ssl.key-store-password=secret", "server.ssl.key-store-type=PKCS12");
		Http2RawClient client = closing(Http2RawClient.connectSecurely(port()));
		assertThat(client.get("/hello")).isEqualTo("hello");
		assertStays(client);
		drain();
		assertThat(client.next()).isEqualTo(GOAWAY);
		assertThat(client.get("/hello")).isEqualTo("hello");
		Http2RawClient fresh = closing(Http2RawClient.connectSecurely(port()));
		assertThat(fresh.get("/hello")).isEqualTo("hello");
		assertThat(fresh.next()).isEqualTo(GOAWAY);
	}

	/**
	 * The JDK's client upgrades from HTTP/1.1. Before 17.0.17 it fails a request that is
	 * open when GOAWAY comes.
	 *
	 * @see <a href="https://bugs.openjdk.org/browse/JDK-8335181">JDK-8335181</a>
	 */
	@Test
	void clientOfTheJdkMovesToANewConnection() throws Exception {
		start("server.http2.enabled=true");
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
		String first = jdk(client, "/peer-port");
		assertThat(jdk(client, "/peer-port")).isEqualTo(first);
		drain();
		await().ignoreExceptionsInstanceOf(IOException.class)
			.untilAsserted(() -> assertThat(jdk(client, "/peer-port")).isNotEqualTo(first));
		undo();
		assertThat(jdk(client, "/hello")).isEqualTo("hello");
	}

	@Test
	void responseOverHttp1BesideItClosesTheConnection() throws Exception {
		start("server.http2.enabled=true");
		RawClient client = client();
		assertThat(client.get("/hello")).doesNotContainIgnoringCase("connection: close");
		drain();
		assertThat(client.get("/hello")).containsIgnoringCase("connection: close").endsWith("hello");
	}

	@Test
	void callerThatHeedsGoAwayMovesToAnotherConnectionAndLosesNothing() throws Exception {
		start("server.http2.enabled=true");
		Http2Caller caller = closing(new Http2Caller(port()));
		caller.call(REQUESTS);
		assertThat(caller.connections()).isOne();
		CompletableFuture<Void> drain = CompletableFuture.runAsync(this::drain);
		while (caller.connections() < 3) {
			caller.call(REQUESTS);
		}
		drain.join();
		undo();
	}

	@Test
	void callerThatIsNotToldStaysOnItsConnection() throws Exception {
		start("server.http2.enabled=true", "spot-aware.drain.connection-close=false");
		Http2Caller caller = closing(new Http2Caller(port()));
		drain();
		caller.call(10 * REQUESTS);
		assertThat(caller.connections()).isOne();
	}

	private String jdk(HttpClient client, String path) throws IOException, InterruptedException {
		HttpResponse<String> response = client.send(
				HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path)).build(),
				BodyHandlers.ofString());
		assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body();
	}

	/**
	 * Assert that nothing was sent but what has been read.
	 */
	static void assertStays(Http2RawClient client) throws IOException {
		client.ping();
		assertThat(client.next()).isEqualTo("PONG");
	}

}
