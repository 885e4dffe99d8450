package io.github.spotaware.streams;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.testsupport.Gates;
import io.github.spotaware.testsupport.TomcatServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StompStreamTests extends StreamTestBase {

	StompStreamTests() {
		super(WebApplicationType.SERVLET, StompApplication.class, TomcatServer.class);
	}

	@Test
	void sessionWhenMessageIsHandledByAnotherThreadIsClosedAfterItsAnswer() throws Exception {
		start();
		SocketClient socket = connected();
		StompClient.send(socket, "wait", "please");
		bean(Gates.class).awaitEntered();
		CompletableFuture<StepOutcome> outcome = drain();
		await().until(() -> bean(OpenStreams.class).unasked().isEmpty());
		assertThat(outcome).isNotDone();
		bean(Gates.class).open();
		assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(StepOutcome.done("closed 1 WebSocket session"));
		assertThat(socket.closed()).isEqualTo(1001);
		assertThat(socket.received()).anySatisfy((frame) -> assertThat(frame).contains("please answered"));
	}

	@Test
	void sessionWhenMessagesWaitForTheirTurnIsClosedAfterTheAnswerToTheLast() throws Exception {
		start("server.shutdown=immediate", "ordered=true");
		SocketClient socket = connected();
		StompClient.send(socket, "wait-silently", "please");
		bean(Gates.class).awaitEntered();
		StompClient.send(socket, "echo", "first");
		StompClient.send(socket, "echo", "last");
		CompletableFuture<StepOutcome> outcome = drain();
		await().until(() -> bean(OpenStreams.class).unasked().isEmpty());
		assertThat(outcome).isNotDone();
		bean(Gates.class).open();
		assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(StepOutcome.done("closed 1 WebSocket session"));
		assertThat(socket.closed()).isEqualTo(1001);
		assertThat(socket.received()).anySatisfy((frame) -> assertThat(frame).contains("first echoed"))
			.anySatisfy((frame) -> assertThat(frame).contains("last echoed"));
	}

	@Test
	void sessionWhenItIsIdleIsClosedAtOnce() throws Exception {
		start();
		SocketClient socket = connected();
		StompClient.send(socket, "echo", "hello");
		await().untilAsserted(
				() -> assertThat(socket.received()).anySatisfy((frame) -> assertThat(frame).contains("hello echoed")));
		assertThat(step().drain(new RealDrain()).detail()).isEqualTo("closed 1 WebSocket session");
		assertThat(socket.closed()).isEqualTo(1001);
	}

	private SocketClient connected() {
		return StompClient.subscribed(socket("/stomp", "v12.stomp"));
	}

}
