package io.github.spotaware.streams;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.testsupport.Closer;
import io.github.spotaware.testsupport.FakeTraffic;
import io.github.spotaware.testsupport.Gates;
import io.github.spotaware.testsupport.PacedApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the clients of streams see of one whole drain, step by step.
 */
abstract class AbstractStreamSequenceTests {

	@RegisterExtension
	private final Closer closer = new Closer();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final AtomicInteger sessions = new AtomicInteger();

	private final WebApplicationType type;

	private final List<Class<?>> sources;

	AbstractStreamSequenceTests(WebApplicationType type, Class<?>... sources) {
		this.type = type;
		this.sources = List.of(sources);
	}

	@Test
	void streamsAreToldToGoWhenNobodyCallsAnyMoreAndNotBefore() throws Exception {
		PacedApplication application = this.closer.add(PacedApplication.start(this.type, this.sources));
		FakeTraffic traffic = application.bean(FakeTraffic.class);
		List<Line> lines = new ArrayList<>(lines(application));
		SocketClient busy = socket(application, "/socket");

		application.interrupt();
		assertStay(lines);
		traffic.calling = true;
		application.leave();
		lines.addAll(lines(application));
		assertStay(lines);
		application.settle();
		lines.addAll(lines(application));
		assertStay(lines);
		assertThat(busy.isClosed()).isFalse();

		OpenStreams open = application.bean(OpenStreams.class);
		await().until(() -> open.all().size() == lines.size() + 1);
		assertThat(open.unasked()).hasSize(lines.size() + 1);
		busy.send("wait");
		application.bean(Gates.class).awaitEntered();
		traffic.calling = false;
		await().until(() -> open.unasked().isEmpty());
		assertThat(busy.isClosed()).isFalse();
		application.bean(Gates.class).open();
		assertThat(busy.closed()).isEqualTo(1001);
		assertThat(busy.received()).containsExactly("wait");
		for (Line line : lines) {
			line.assertSentAway();
		}
		await().until(() -> open.all().isEmpty());

		application.drained();
		assertThat(closed(application)).isEqualTo(lines.size() + 1);
		List<Line> late = lines(application);
		assertStay(late);
		CompletableFuture<Void> closing = application.closing();
		for (Line line : late) {
			line.assertSentAway();
		}
		assertThat(closing).succeedsWithin(Duration.ofSeconds(20));
	}

	private static void assertStay(List<Line> lines) throws Exception {
		for (Line line : lines) {
			line.use();
		}
		assertThat(lines).noneMatch(Line::hasEnded);
	}

	/**
	 * Return how many streams the step says it has closed.
	 */
	private static int closed(PacedApplication application) {
		String detail = Objects.requireNonNull(application.bean(SpotLifecycle.class).drain())
			.steps()
			.stream()
			.filter((step) -> step.name().equals("close-streams"))
			.map((step) -> Objects.requireNonNull(step.outcome()).detail())
			.findFirst()
			.orElseThrow();
		assertThat(detail).matches("closed \\d+ WebSocket sessions and \\d+ event streams");
		return Pattern.compile("\\d+")
			.matcher(detail)
			.results()
			.mapToInt((found) -> Integer.parseInt(found.group()))
			.sum();
	}

	/**
	 * Open a line of each kind.
	 */
	private List<Line> lines(PacedApplication application) {
		List<Line> lines = new ArrayList<>();
		lines.add(SocketLine.raw(socket(application, "/socket")));
		lines.add(TextLine.events(this.http, uri(application, "http", "/events")));
		lines.add(TextLine.events(this.http, uri(application, "http", "/flux")));
		if (this.type == WebApplicationType.SERVLET) {
			lines.add(SocketLine.stomp(socket(application, "/stomp", "v12.stomp")));
			lines.add(SocketLine.sockJs(socket(application, session() + "/websocket")));
			lines.add(TextLine.sockJs(this.http, uri(application, "http", session())));
		}
		lines.forEach(this.closer::add);
		return lines;
	}

	private String session() {
		return "/sockjs/000/session-" + this.sessions.incrementAndGet();
	}

	private SocketClient socket(PacedApplication application, String path, String... protocols) {
		return this.closer.add(SocketClient.connect(this.http, uri(application, "ws", path), protocols));
	}

	private static URI uri(PacedApplication application, String scheme, String path) {
		return URI.create("%s://localhost:%d%s".formatted(scheme, application.port(), path));
	}

}
