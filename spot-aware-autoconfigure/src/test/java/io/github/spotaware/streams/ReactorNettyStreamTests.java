package io.github.spotaware.streams;

import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.testsupport.Gates;
import io.github.spotaware.testsupport.ReactorNettyServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class ReactorNettyStreamTests extends AbstractStreamTests {

	ReactorNettyStreamTests() {
		super(WebApplicationType.REACTIVE, ReactiveStreamApplication.class, ReactorNettyUpgrades.class,
				ReactorNettyServer.class);
	}

	@Test
	void eventStreamWhenItIsOfARouterFunctionEndsWithAHint() throws Exception {
		start();
		InputStream events = events("/routed");
		assertThat(step().drain(new RealDrain()).detail()).isEqualTo("closed 1 event stream");
		assertThat(rest(events)).isEqualToIgnoringWhitespace("retry:1000");
	}

	@Test
	void eventStreamWhenAnotherWriterWritesItIsLeftToIt() throws Exception {
		start();
		assertThat(rest(get("/raw"))).isEqualTo("data:raw\n\n");
	}

	@Test
	void sessionWhenClosingIsTakenBackAfterItWasToldClosesAllTheSame() throws Exception {
		start();
		SocketClient socket = socket("/socket");
		socket.send("wait");
		bean(Gates.class).awaitEntered();
		CloseStreamsStep step = step();
		FutureTask<StepOutcome> draining = new FutureTask<>(() -> step.drain(new RealDrain()));
		Thread thread = new Thread(draining);
		thread.start();
		await().until(() -> bean(OpenStreams.class).unasked().isEmpty());
		thread.interrupt();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(draining::get)
			.withCauseInstanceOf(InterruptedException.class);
		step.undo();
		assertThat(socket.closed()).isEqualTo(1001);
	}

}
