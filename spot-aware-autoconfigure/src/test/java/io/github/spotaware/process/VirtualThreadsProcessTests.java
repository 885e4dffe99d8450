package io.github.spotaware.process;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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
		List<CompletableFuture<HttpResponse<String>>> slow = begin(example);
		example.terminate();
		example.awaitReadiness(503);
		assertServesOnVirtualThreads(example);
		assertDone(slow);
		assertThat(example.awaitExit()).isEqualTo(143);
		example.awaitOutput("callers have let go");
	}

	@ProcessTest
	void noticeEndsTheProcessBeforeTheDeadlineWhenInFlightRequestsAreComplete() throws Exception {
		ExampleProcess example = startOnVirtualThreads();
		List<CompletableFuture<HttpResponse<String>>> slow = begin(example);
		Instant deadline = Instant.now().plusSeconds(20);
		this.instance.interrupt("terminate", deadline);
		example.awaitReadiness(503);
		assertServesOnVirtualThreads(example);
		assertDone(slow);
		assertThat(example.awaitExit()).isEqualTo(75);
		assertThat(Instant.now()).isBefore(deadline);
		example.awaitOutput("callers have let go");
	}

	private ExampleProcess startOnVirtualThreads() throws IOException, InterruptedException {
		ExampleProcess example = startReady(launch("spring.threads.virtual.enabled=true").jdk(NewerJdk.require()));
		assertServesOnVirtualThreads(example);
		return example;
	}

	private static void assertServesOnVirtualThreads(ExampleProcess example) throws IOException, InterruptedException {
		assertThat(example.get("/thread").body()).startsWith("VirtualThread[");
	}

	private static List<CompletableFuture<HttpResponse<String>>> begin(ExampleProcess example) {
		List<CompletableFuture<HttpResponse<String>>> slow = Stream
			.generate(() -> example.getAsync("/work?millis=3000"))
			.limit(SIDE_BY_SIDE)
			.toList();
		example.server().awaitSpot("\"inFlight\":" + SIDE_BY_SIDE);
		return slow;
	}

	private static void assertDone(List<CompletableFuture<HttpResponse<String>>> requests) throws Exception {
		for (CompletableFuture<HttpResponse<String>> request : requests) {
			assertThat(request.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
		}
	}

}
