package io.github.spotaware.streams;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.testsupport.Gates;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What holds for every web server, on real sockets. Applications have
 * <ul>
 * <li>{@code /events}, {@code /flux}: an event "hello", and no end;</li>
 * <li>{@code /kept}: the same, left alone by policy;</li>
 * <li>{@code /socket}: answers a message with the same, and "wait" when the gate opens;
 * gets "bye" by policy where it is {@code /socket-bye};</li>
 * <li>{@code /push}: a session that is sent to and reads nothing.</li>
 * </ul>
 */
abstract class AbstractStreamTests extends StreamTestBase {

	private static final Duration AT_ONCE = Duration.ofSeconds(8);

	AbstractStreamTests(WebApplicationType type, Class<?>... sources) {
		super(type, sources);
	}

	@Test
	void streamsWhenDrainRunsAreClosedWithAReasonAndAHint() throws Exception {
		start();
		SocketClient socket = socket("/socket");
		InputStream events = events("/events");
		InputStream flux = events("/flux");
		assertThat(step().drain(new RealDrain()))
			.isEqualTo(StepOutcome.done("closed 1 WebSocket session and 2 event streams"));
		assertThat(socket.closed()).isEqualTo(1001);
		assertThat(rest(events)).isEqualToIgnoringWhitespace("retry:1000");
		assertThat(rest(flux)).isEqualToIgnoringWhitespace("retry:1000");
		assertThat(bean(OpenStreams.class).all()).isEmpty();
	}

	@Test
	void sessionWhenMessageIsHandledIsClosedAfterItsAnswer() throws Exception {
		start();
		SocketClient socket = socket("/socket");
		socket.send("wait");
		bean(Gates.class).awaitEntered();
		CompletableFuture<StepOutcome> outcome = drain();
		await().until(() -> bean(OpenStreams.class).unasked().isEmpty());
		assertThat(outcome).isNotDone();
		bean(Gates.class).open();
		assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(StepOutcome.done("closed 1 WebSocket session"));
		assertThat(socket.closed()).isEqualTo(1001);
		assertThat(socket.received()).containsExactly("wait");
	}

	@Test
	void sessionWhenItOnlySendsIsClosed() throws Exception {
		start();
		SocketClient socket = socket("/push");
		await().until(() -> !socket.received().isEmpty());
		assertThat(step().drain(new RealDrain()).detail()).isEqualTo("closed 1 WebSocket session");
		assertThat(socket.closed()).isEqualTo(1001);
	}

	@Test
	void streamsWhenPolicySaysSoAreLeftAloneOrSentSomething() throws Exception {
		start();
		InputStream kept = events("/kept");
		SocketClient socket = socket("/socket-bye");
		assertThat(step().drain(new RealDrain()).detail()).isEqualTo("closed 1 WebSocket session, 1 left alone");
		assertThat(socket.closed()).isEqualTo(1001);
		assertThat(socket.received()).containsExactly("bye");
		assertThat(bean(OpenStreams.class).all()).extracting((stream) -> stream.description().path())
			.containsExactly("/kept");
		kept.close();
	}

	@Test
	void shutdownWhenStreamsWereClosedDoesNotWaitForThem() throws Exception {
		start("server.shutdown=graceful", "spring.lifecycle.timeout-per-shutdown-phase=30s");
		SocketClient socket = socket("/socket");
		InputStream events = events("/events");
		step().drain(new RealDrain());
		assertThat(shutdown()).isLessThan(AT_ONCE);
		assertThat(socket.closed()).isEqualTo(1001);
		assertThat(rest(events)).isEqualToIgnoringWhitespace("retry:1000");
	}

	@Test
	void shutdownWhenStreamsCameAfterTheStepClosesThemFirst() throws Exception {
		start("server.shutdown=graceful", "spring.lifecycle.timeout-per-shutdown-phase=30s");
		assertThat(step().drain(new RealDrain()).result()).isEqualTo(StepOutcome.Result.SKIPPED);
		SocketClient socket = socket("/socket");
		InputStream events = events("/events");
		InputStream flux = events("/flux");
		assertThat(shutdown()).isLessThan(AT_ONCE);
		assertThat(socket.closed()).isEqualTo(1001);
		assertThat(rest(events)).isEqualToIgnoringWhitespace("retry:1000");
		assertThat(rest(flux)).isEqualToIgnoringWhitespace("retry:1000");
	}

	@Test
	void streamsWhenTheyEndByThemselvesAreForgotten() throws Exception {
		start();
		SocketClient socket = socket("/socket");
		assertThat(rest(get("/finite"))).containsOnlyOnce("data:").doesNotContain("retry");
		await().untilAsserted(() -> assertThat(bean(OpenStreams.class).all()).hasSize(1));
		socket.leave();
		await().untilAsserted(() -> assertThat(bean(OpenStreams.class).all()).isEmpty());
	}

	@Test
	void streamsWhenClosingIsTakenBackStayOpen() throws Exception {
		start();
		step().drain(new RealDrain());
		step().undo();
		SocketClient socket = socket("/socket");
		step().drained();
		socket.send("hello");
		await().untilAsserted(() -> assertThat(socket.received()).containsExactly("hello"));
	}

}
