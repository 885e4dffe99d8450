package io.github.spotaware.web;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import io.github.spotaware.testsupport.Closer;
import io.github.spotaware.testsupport.Gates;
import io.github.spotaware.testsupport.PacedApplication;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What callers see of one whole drain, step by step, on fresh connections and on those
 * they have kept, and what probes see.
 */
abstract class AbstractSequenceTests {

	/**
	 * What no request that is still open holds up.
	 */
	private static final Duration PROMPT = Duration.ofSeconds(8);

	@RegisterExtension
	private final Closer closer = new Closer();

	private final WebApplicationType type;

	private final List<Class<?>> sources;

	AbstractSequenceTests(WebApplicationType type, Class<?>... sources) {
		this.type = type;
		this.sources = new ArrayList<>(List.of(sources));
		this.sources.add(Probes.class);
	}

	/**
	 * Return whether the server answers a second request that was sent together with one
	 * whose answer closes the connection.
	 */
	boolean answersWhatIsPipelined() {
		return false;
	}

	/**
	 * Return whether kept connections are closed before the server stops.
	 */
	boolean closesKeptConnections() {
		return true;
	}

	@ParameterizedTest
	@EnumSource
	void everyStepOfADrainIsSeenByEveryKindOfConnection(Site site) throws Exception {
		PacedApplication application = start(site);
		Callers callers = this.closer.add(new Callers(site, application));
		RawClient first = callers.keep();
		RawClient second = callers.keep();
		RawClient third = callers.keep();
		RawClient pipelining = callers.keep();
		RawClient idle = callers.keep();
		RawClient halfSent = callers.keep();
		halfSent.sendRaw("GET %s HTTP/1.1\r\nHost: loc".formatted(site.path("/hello")));
		RawClient uploading = callers.keep();
		uploading.sendRaw(
				"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n".formatted(site.path("/echo")));
		uploading.sendRaw("Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
		awaitActive(application, 1);
		callers.assertProbes(200);

		application.interrupt();
		assertThat(first.get(site.path("/hello"))).doesNotContainIgnoringCase("connection: close").endsWith("hello");
		assertThat(callers.keep()).isNotNull();
		callers.assertProbes(200);

		application.leave();
		callers.assertProbes(503);
		callers.assertAnsweredAndClosed(callers.connect());
		callers.assertAnsweredAndClosed(first);
		RawClient old = callers.connect();
		old.sendRaw("GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n".formatted(site.path("/hello")));
		assertThat(old.rest()).matches("(?s)HTTP/1\\.[01] 200.*hello");
		pipelining.sendRaw("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(site.path("/hello")).repeat(2));
		assertThat(pipelining.rest().split("HTTP/1.1 200", -1)).hasSize(answersWhatIsPipelined() ? 3 : 2);

		application.settle();
		callers.assertProbes(503);
		callers.assertAnsweredAndClosed(callers.connect());
		callers.assertAnsweredAndClosed(second);
		halfSent.sendRaw("alhost\r\n\r\n");
		assertThat(halfSent.rest()).startsWith("HTTP/1.1 200").endsWith("hello");
		uploading.sendRaw("6\r\nsecond\r\n0\r\n\r\n");
		assertThat(uploading.readUntil("firstsecond")).startsWith("HTTP/1.1 200");
		callers.assertAnsweredAndClosed(uploading);

		application.drained();
		callers.assertProbes(503);
		callers.assertAnsweredAndClosed(callers.connect());
		callers.assertAnsweredAndClosed(third);
		RawClient last = callers.connect();
		last.send(site.path("/wait"));
		awaitActive(application, 1);

		Gates gates = application.bean(Gates.class);
		WebTraffic traffic = application.bean(WebTraffic.class);
		CompletableFuture<Void> closing = application.closing();
		await().until(() -> {
			String answer = callers.connect().get(site.path("/hello"));
			return answer.startsWith("HTTP/1.1 503") && answer.toLowerCase(Locale.ROOT).contains("retry-after: 1\r\n");
		});
		callers.assertProbes(503);
		if (closesKeptConnections()) {
			await().atMost(PROMPT).until(idle::isAtEnd);
		}
		else {
			assertThat(idle.get(site.path("/hello"))).startsWith("HTTP/1.1 503")
				.containsIgnoringCase("connection: close");
		}
		assertThat(traffic.refused()).isPositive();
		assertThat(closing).isNotDone();
		gates.open();
		assertThat(last.rest()).startsWith("HTTP/1.1 200").endsWith("hello");
		assertThat(closing).succeedsWithin(Duration.ofSeconds(20));
		assertThatExceptionOfType(ConnectException.class).isThrownBy(callers::connect);
	}

	@ParameterizedTest
	@EnumSource(names = "SECURE")
	void everyStepOfADrainIsSeenOverHttp2(Site site) throws Exception {
		PacedApplication application = start(site);
		Callers callers = this.closer.add(new Callers(site, application));
		Http2RawClient kept = callers.connectByHttp2();
		assertThat(kept.get(site.path("/hello"))).isEqualTo("hello");
		int held = kept.send(site.path("/wait"));
		awaitActive(application, 1);

		application.interrupt();
		assertThat(kept.get(site.path("/hello"))).isEqualTo("hello");
		AbstractHttp2Tests.assertStays(kept);

		application.leave();
		assertThat(kept.next()).isEqualTo(AbstractHttp2Tests.GOAWAY);
		assertThat(kept.get(site.path("/hello"))).isEqualTo("hello");
		Http2RawClient fresh = callers.connectByHttp2();
		assertThat(fresh.get(site.path("/hello"))).isEqualTo("hello");
		int heldFresh = fresh.send(site.path("/async"));
		awaitActive(application, 2);

		application.settle();
		assertThat(kept.get(site.path("/hello"))).isEqualTo("hello");
		AbstractHttp2Tests.assertStays(kept);
		assertThat(fresh.next()).isEqualTo(AbstractHttp2Tests.GOAWAY);
		assertThat(fresh.get(site.path("/hello"))).isEqualTo("hello");

		application.drained();
		assertThat(kept.get(site.path("/hello"))).isEqualTo("hello");
		Http2RawClient late = callers.connectByHttp2();
		assertThat(late.get(site.path("/hello"))).isEqualTo("hello");

		Gates gates = application.bean(Gates.class);
		WebTraffic traffic = application.bean(WebTraffic.class);
		CompletableFuture<Void> closing = application.closing();
		await().until(() -> callers.connect().get(site.path("/hello")).startsWith("HTTP/1.1 503"));
		int refused = kept.send(site.path("/hello"));
		assertRefused(kept, refused);
		assertThat(traffic.refused()).isPositive();
		gates.open();
		assertThat(kept.body(held)).isEqualTo("hello");
		assertThat(fresh.body(heldFresh)).isEqualTo("hello");
		assertThat(closing).succeedsWithin(Duration.ofSeconds(20));
		assertLeft(kept, refused);
		assertLeft(fresh, heldFresh + 2);
		assertLeft(late, 1);
	}

	private static void assertRefused(Http2RawClient client, int stream) throws IOException {
		String head = client.next();
		assertThat(head).startsWith("HEADERS %d not 200".formatted(stream));
		if (!head.endsWith("END")) {
			assertThat(client.next()).isEqualTo("DATA %d  END".formatted(stream));
		}
	}

	/**
	 * Assert that nothing came any more but words of leaving, the final one naming the
	 * last stream. What is sent just before a connection ends may be lost with it.
	 */
	private static void assertLeft(Http2RawClient client, int lastStream) throws IOException {
		List<String> rest = new ArrayList<>();
		do {
			rest.add(client.next());
		}
		while (!rest.contains("CLOSED"));
		rest.remove("CLOSED");
		assertThat(rest)
			.allSatisfy((frame) -> assertThat(frame).isIn(AbstractHttp2Tests.GOAWAY, "GOAWAY " + lastStream));
		if (!rest.isEmpty()) {
			assertThat(rest).last().isEqualTo("GOAWAY " + lastStream);
		}
	}

	private static void awaitActive(PacedApplication application, int requests) {
		WebTraffic traffic = application.bean(WebTraffic.class);
		await().until(() -> traffic.snapshot().active() == requests);
	}

	private PacedApplication start(Site site) throws Exception {
		return this.closer.add(PacedApplication.start(this.type, this.sources, site.properties()));
	}

}
