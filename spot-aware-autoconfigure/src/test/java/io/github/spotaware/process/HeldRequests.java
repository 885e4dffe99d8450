package io.github.spotaware.process;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that an example serves until it is told to answer them, so that a drain lasts
 * as long as a test looks at it.
 */
final class HeldRequests {

	private static final long LIMIT_SECONDS = 90;

	private final ExampleServer server;

	private final List<CompletableFuture<HttpResponse<String>>> answers;

	private HeldRequests(ExampleServer server, List<CompletableFuture<HttpResponse<String>>> answers) {
		this.server = server;
		this.answers = answers;
	}

	static HeldRequests begin(ExampleServer server, int count) {
		return new HeldRequests(server, Stream.generate(() -> server.getAsync("/held")).limit(count).toList());
	}

	/**
	 * Have them answered, and wait until they are: completely.
	 */
	void release() throws Exception {
		assertThat(this.server.get("/release").body()).isEqualTo("released");
		for (CompletableFuture<HttpResponse<String>> answer : this.answers) {
			assertThat(answer.get(LIMIT_SECONDS, TimeUnit.SECONDS).body()).isEqualTo("done");
		}
	}

}
