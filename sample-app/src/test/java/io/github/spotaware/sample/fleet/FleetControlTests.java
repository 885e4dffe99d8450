package io.github.spotaware.sample.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FleetControl}.
 */
class FleetControlTests {

	private static final FleetView VIEW = new FleetView("http://127.0.0.1:1", 20, 0, 1,
			List.of(new MemberView(1, "i-1", 80, "RUNNING", "HEALTHY", 6.7, null, true)));

	private final HttpClient client = HttpClient.newHttpClient();

	private FleetControl control;

	@BeforeEach
	void open() throws IOException {
		this.control = new FleetControl(0, () -> VIEW, (number) -> number == 1);
	}

	@AfterEach
	void close() {
		this.control.close();
	}

	@Test
	void fleetIsShownAsJson() throws Exception {
		assertThat(send("GET", "/fleet").body()).contains("\"lost\":0", "\"id\":\"i-1\"", "\"secondsLeft\":null");
	}

	@Test
	void pageLoadsNothingFromElsewhere() throws Exception {
		assertThat(send("GET", "/").body()).startsWith("<!DOCTYPE html>").doesNotContain("https://", "src=");
	}

	@Test
	void interruptGivesTheNotice() throws Exception {
		HttpResponse<String> response = send("POST", "/instances/1/interrupt");
		assertThat(response.statusCode()).isEqualTo(202);
		assertThat(response.body()).isEqualTo("Instance 1 has its notice\n");
	}

	@Test
	void interruptWhenTheInstanceCannotBeIsAConflict() throws Exception {
		assertThat(send("POST", "/instances/2/interrupt").statusCode()).isEqualTo(409);
	}

	@Test
	void interruptWhenNotPostedDoesNothing() throws Exception {
		assertThat(send("GET", "/instances/1/interrupt").statusCode()).isEqualTo(405);
	}

	@Test
	void anotherPathIsNotFound() throws Exception {
		assertThat(send("GET", "/favicon.ico").statusCode()).isEqualTo(404);
	}

	private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.control.uri() + path))
			.method(method, BodyPublishers.noBody())
			.build();
		return this.client.send(request, BodyHandlers.ofString());
	}

}
