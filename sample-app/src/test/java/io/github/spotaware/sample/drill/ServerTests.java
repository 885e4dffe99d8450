package io.github.spotaware.sample.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

import io.github.spotaware.sample.process.ShopClient;
import io.github.spotaware.sample.process.ShopLaunch;
import io.github.spotaware.sample.process.ShopProcess;
import io.github.spotaware.sample.process.ShopProcesses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Server}, with real instances.
 */
class ServerTests {

	@ParameterizedTest
	@CsvSource({ "TOMCAT, Tomcat started on port", "JETTY, Jetty started on port",
			"REACTOR_NETTY, Netty started on port" })
	void propertiesLetTheShopRunOnIt(Server server, String line) throws Exception {
		Map<String, String> properties = new HashMap<>(server.properties());
		properties.put("spot-aware.enabled", "false");
		try (ShopProcesses processes = ShopProcesses.open()) {
			ShopProcess process = processes.start(new ShopLaunch("i-1", properties, Map.of())).awaitServing();
			assertThat(process.log()).content().contains(line);
			assertThat(new ShopClient().readiness(process.port())).isEqualTo(200);
			ExpectedAnswer answer = new ExpectedAnswer("A-17");
			HttpResponse<String> response = get(process, answer.path());
			assertThat(answer.test(response.statusCode(), response.body())).isTrue();
			assertThat(get(process, "/").body()).contains("<title>Shop i-1</title>");
		}
	}

	@ParameterizedTest
	@EnumSource
	void versionIsThatOfTheServer(Server server) {
		assertThat(server.version()).matches("\\d+\\.\\d+.*");
		assertThat(Versions.of(server)).contains("; " + server.title() + " " + server.version() + ";");
		assertThat(Server.of(server.id())).isEqualTo(server);
	}

	private static HttpResponse<String> get(ShopProcess process, String path) throws IOException, InterruptedException {
		URI uri = URI.create("http://127.0.0.1:" + process.port() + path);
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).header("Accept", "application/json, text/html").build(),
					BodyHandlers.ofString());
	}

}
