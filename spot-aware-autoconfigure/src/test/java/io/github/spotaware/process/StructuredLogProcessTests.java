package io.github.spotaware.process;

import java.util.List;

import org.junit.jupiter.api.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a real process writes in a structured format of Spring Boot.
 */
@Tag("process")
class StructuredLogProcessTests extends ProcessTestBase {

	private static final String LONGER = "spot-aware.drain.settle=8s";

	private final JsonMapper json = JsonMapper.builder().build();

	@ProcessTest
	void drainIsToldByKeysAndMarksTheLinesOfItsRequests() throws Exception {
		ExampleProcess example = startReady("logging.structured.format.console=ecs", LONGER, PATIENT,
				"management.endpoints.web.exposure.include=health,info,spot");
		assertThat(example.get("/log").body()).isEqualTo("logged");
		example.awaitOutput("PREPARED");
		assertThat(example.get("/actuator/info").body())
			.isEqualTo("{\"spot\":{\"platform\":\"ec2\",\"capacity\":\"spot\",\"state\":\"running\"}}");
		drain(example);
		JsonNode transition = line(example, "running -> draining").path("spot");
		assertThat(transition.path("state").asString()).isEqualTo("draining");
		assertThat(transition.path("cause").asString()).isEqualTo("termination-signal");
		assertThat(transition.path("source").asString()).isEqualTo("sigterm");
		assertThat(transition.path("remaining_ms").isIntegralNumber()).isTrue();
		JsonNode end = line(example, "Drained in ").path("spot");
		assertThat(end.path("end").asString()).isEqualTo("settled");
		assertThat(end.path("took_ms").asLong()).isBetween(1_000L, 30_000L);
		assertThat(marks(example)).startsWith("").endsWith("draining").containsOnly("", "draining");
	}

	@ProcessTest
	void linesOfReactiveRequestsAreMarkedWhereReactorCarriesItsContextAlong() throws Exception {
		ExampleProcess example = startReady(launch("logging.structured.format.console=ecs", LONGER, PATIENT,
				"spring.reactor.context-propagation=auto", "spring.reactor.netty.shutdown-quiet-period=0s")
			.options("-Dspring.main.web-application-type=reactive"));
		assertThat(example.get("/log").body()).isEqualTo("logged");
		drain(example);
		assertThat(marks(example)).startsWith("").endsWith("draining").containsOnly("", "draining");
	}

	private void drain(ExampleProcess example) throws Exception {
		example.terminate();
		example.await("a line that is marked",
				() -> example.get("/log").body().equals("logged") && marks(example).contains("draining"));
		assertThat(example.awaitExit()).isEqualTo(143);
	}

	private List<String> marks(ExampleProcess example) {
		return example.output()
			.stream()
			.filter((line) -> line.contains("Asked to log a line"))
			.map((line) -> this.json.readTree(line).path("spot").path("state").asString(""))
			.toList();
	}

	private JsonNode line(ExampleProcess example, String text) {
		return example.output()
			.stream()
			.filter((line) -> line.contains(text))
			.map(this.json::readTree)
			.findFirst()
			.orElseThrow(() -> new AssertionError(example.toString()));
	}

}
