package io.github.spotaware.web;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.Drain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * What holds for the connections that callers keep to a web server, on real sockets.
 */
abstract class AbstractKeptConnectionsTests extends ServerTestBase {

	AbstractKeptConnectionsTests(WebApplicationType type, Class<?>... sources) {
		super(type, sources);
	}

	@Test
	void connectionWhenNothingIsAskedIsClosed() throws Exception {
		start();
		RawClient used = client();
		assertThat(used.get("/hello")).endsWith("hello");
		RawClient unused = client();
		awaitClosed(used, unused);
		assertThat(client().get("/hello")).endsWith("hello");
	}

	@Test
	void connectionWhenItIsOpenedDuringTheDrainStays() throws Exception {
		start();
		RawClient old = client();
		assertThat(old.get("/hello")).endsWith("hello");
		kept().remember();
		RawClient young = client();
		await().untilAsserted(() -> {
			kept().closeIdle();
			assertThat(old.isAtEnd()).isTrue();
		});
		assertThat(young.get("/hello")).endsWith("hello");
	}

	@Test
	void connectionWhenTheDrainIsTakenBackStays() throws Exception {
		start();
		RawClient client = client();
		assertThat(client.get("/hello")).endsWith("hello");
		bean(CloseConnectionsStep.class).drain(mock(Drain.class));
		bean(CloseConnectionsStep.class).undo();
		assertThat(kept().closeIdle()).isZero();
		assertThat(client.get("/hello")).endsWith("hello");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/wait", "/async" })
	void connectionWhenItIsServedStays(String path) throws Exception {
		start();
		RawClient waiting = client();
		waiting.send(path);
		gates().awaitEntered();
		awaitClosed(client());
		gates().open();
		assertThat(waiting.head()).startsWith("HTTP/1.1 200");
	}

	@Test
	void connectionWhenARequestIsHalfSentStays() throws Exception {
		start();
		RawClient slow = client();
		assertThat(slow.get("/hello")).endsWith("hello");
		slow.sendRaw("GET /hello HTTP/1.1\r\nHost: loc");
		RawClient other = client();
		assertThat(other.get("/hello")).endsWith("hello");
		awaitClosed(other);
		slow.sendRaw("alhost\r\n\r\n");
		assertThat(slow.head()).startsWith("HTTP/1.1 200");
	}

	@Test
	void connectionWhenTheWebServerIsAboutToStopIsClosed() throws Exception {
		start();
		RawClient last = client();
		last.send("/wait");
		gates().awaitEntered();
		RawClient idle = client();
		assertThat(idle.get("/hello")).endsWith("hello");
		bean(CloseConnectionsStep.class).drain(mock(Drain.class));
		CountDownLatch ended = new CountDownLatch(1);
		bean(LastRequests.class).stop(ended::countDown);
		await().untilAsserted(() -> assertThat(idle.isAtEnd()).isTrue());
		gates().open();
		assertThat(last.head()).startsWith("HTTP/1.1 200");
		assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void connectionWhenConnectionCloseIsOffIsKept() throws Exception {
		start("spot-aware.drain.connection-close=false");
		RawClient idle = client();
		assertThat(idle.get("/hello")).endsWith("hello");
		bean(CloseConnectionsStep.class).drain(mock(Drain.class));
		CountDownLatch ended = new CountDownLatch(1);
		bean(LastRequests.class).stop(ended::countDown);
		assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(idle.get("/hello")).startsWith("HTTP/1.1 503");
	}

	@Test
	void connectionOfAServerThatHasStoppedIsNotThere() throws Exception {
		start();
		assertThat(client().get("/hello")).endsWith("hello");
		KeptConnections kept = kept();
		kept.remember();
		close();
		assertThat(kept.closeIdle()).isZero();
	}

	private void awaitClosed(RawClient... clients) {
		await().untilAsserted(() -> {
			kept().remember();
			kept().closeIdle();
			for (RawClient client : clients) {
				assertThat(client.isAtEnd()).isTrue();
			}
		});
	}

	private KeptConnections kept() {
		return bean(KeptConnections.class);
	}

}
