package io.github.spotaware.process;

import java.io.IOException;
import java.time.Instant;

import org.junit.jupiter.api.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes whose requests are served by virtual threads. A thread that is pinned for
 * good would keep its request from being answered, or the process from ending.
 */
@Tag("process")
class VirtualThreadsProcessTests extends ProcessTestBase {

	private static final int SIDE_BY_SIDE = 20;

	@ProcessTest
	void sigtermServesOnUntilCallersAreSilentAndInFlightRequestsComplete() throws Exception {
		ExampleProcess example = startOnVirtualThreads();
		HeldRequests slow = example.server().hold(SIDE_BY_SIDE);
		example.terminate();
		example.awaitReadiness(503);
		assertServesOnVirtualThreads(example);
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(143);
		example.awaitOutput("callers have let go");
	}

	@ProcessTest
	void noticeEndsTheProcessBeforeTheDeadlineWhenInFlightRequestsAreComplete() throws Exception {
		ExampleProcess example = startOnVirtualThreads();
		HeldRequests slow = example.server().hold(SIDE_BY_SIDE);
		Instant deadline = Instant.now().plusSeconds(30);
		this.instance.interrupt("terminate", deadline);
		example.awaitReadiness(503);
		assertServesOnVirtualThreads(example);
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(75);
		assertThat(Instant.now()).isBefore(deadline);
		example.awaitOutput("callers have let go");
	}

	private ExampleProcess startOnVirtualThreads() throws IOException, InterruptedException {
		ExampleProcess example = startReady(
				launch("spring.threads.virtual.enabled=true", PATIENT).jdk(NewerJdk.require()));
		assertServesOnVirtualThreads(example);
		return example;
	}

	private static void assertServesOnVirtualThreads(ExampleProcess example) throws IOException, InterruptedException {
		assertThat(example.get("/thread").body()).startsWith("VirtualThread[");
	}

}
