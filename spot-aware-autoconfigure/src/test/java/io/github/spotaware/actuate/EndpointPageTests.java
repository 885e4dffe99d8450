package io.github.spotaware.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PodIdentity;
import io.github.spotaware.TaskIdentity;
import io.github.spotaware.lifecycle.PlayedApplication;
import io.github.spotaware.lifecycle.PlayedApplication.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the page of the endpoint and its schema say what the code does: fields and
 * their descriptions are those of the records, the examples are answers of a real server
 * in simulated time. They are written by
 * {@code mvn test -Dtest=EndpointPageTests -Dspot-aware.docs=write}.
 */
class EndpointPageTests {

	private static final Path DOCS = Path.of("../docs");

	private static final Path PAGE = DOCS.resolve("endpoint.md");

	private static final Path README = Path.of("../README.md");

	private static final Path SCHEMA = DOCS.resolve("endpoint.schema.json");

	/**
	 * What is written by hand around what is generated.
	 */
	private static final Path FRAME = Path.of("src/test/resources/endpoint-page.md");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Map<String, Answer> ANSWERS = new LinkedHashMap<>();

	private final ReportedFields fields = ReportedFields.read();

	private final JsonNode schema = new EndpointSchema(this.fields, false).json();

	@BeforeAll
	static void play() {
		onInstance();
		inTask();
		inPod();
		byOperator();
	}

	private static void onInstance() {
		InstanceIdentity identity = new InstanceIdentity(Platform.EC2, "i-0123456789abcdef0", "10.0.1.23",
				"eu-central-1a", "eu-central-1", Capacity.SPOT);
		try (PlayedApplication application = new PlayedApplication(identity,
				"this is i-0123456789abcdef0 in eu-central-1a, spot", at(27, 0),
				"spot-aware.termination-grace-period=20s",
				"spot-aware.elb.target-group-arns=" + PlayedApplication.GROUP)) {
			application.calls("10.0.9.11", Duration.ofMillis(300), at(25, 2))
				.calls("10.0.9.12", Duration.ofMillis(900), at(25, 6))
				.calls("10.0.9.13", Duration.ofMillis(1500), at(25, 11))
				.at(at(20, 1), () -> get(application, "running", ""))
				.at(at(20, 2), () -> get(application, "targets", "/targets"))
				.at(at(20, 3), () -> get(application, "findings", "/findings"))
				.recommended(at(21, 0))
				.at(at(21, 1), () -> get(application, "at-risk", ""))
				.interrupted(at(25, 0), Duration.ofSeconds(118))
				.inFlight(at(25, 7), 2)
				.at(at(25, 8), () -> get(application, "draining", ""))
				.inFlight(at(25, 12), 0)
				.at(at(26, 20), () -> get(application, "drained", ""))
				.play();
		}
	}

	private static void inTask() {
		TaskIdentity task = new TaskIdentity(
				"arn:aws:ecs:eu-central-1:123456789012:task/production/0123456789abcdef0123456789abcdef", "production",
				"shop", "shop", List.of("10.0.1.15"), Map.of());
		InstanceIdentity identity = new InstanceIdentity(Platform.ECS_FARGATE, null, "10.0.1.15", "eu-central-1a",
				"eu-central-1", Capacity.SPOT, task);
		try (PlayedApplication application = new PlayedApplication(identity,
				"task 0123456789abcdef0123456789abcdef of 'production', container 'shop'", at(15, 0),
				"spot-aware.termination-grace-period=2m",
				"spot-aware.elb.target-group-arns=" + PlayedApplication.GROUP)) {
			application.calls("10.0.9.11", Duration.ofMillis(300), at(10, 4))
				.calls("10.0.9.12", Duration.ofMillis(900), at(10, 6))
				.terminated(at(10, 0))
				.at(at(10, 5), () -> get(application, "task", ""))
				.play();
		}
	}

	private static void inPod() {
		InstanceIdentity identity = new InstanceIdentity(Platform.KUBERNETES, null, "10.0.3.7", "eu-central-1a",
				"eu-central-1", Capacity.UNKNOWN, null,
				new PodIdentity("shop-7d4b9c6f5-x2x9k", "production", "ip-10-0-3-4.eu-central-1.compute.internal"));
		try (PlayedApplication application = new PlayedApplication(identity,
				"pod 'shop-7d4b9c6f5-x2x9k' of namespace 'production'", at(10, 0),
				"spot-aware.termination-grace-period=60s")) {
			application.calls("10.0.9.11", Duration.ofMillis(300), at(6, 2))
				.at(at(6, 0), () -> get(application, "pod", ""))
				.terminated(at(6, 1))
				.play();
		}
	}

	private static void byOperator() {
		InstanceIdentity identity = new InstanceIdentity(Platform.EC2, "i-0123456789abcdef0", "10.0.1.23",
				"eu-central-1a", "eu-central-1", Capacity.ON_DEMAND);
		try (PlayedApplication application = new PlayedApplication(identity, "this is i-0123456789abcdef0", at(10, 0),
				"spot-aware.termination-grace-period=90s")) {
			application.at(at(1, 0), () -> ANSWERS.put("post", application.ask("POST", "", "{\"deadline\":\"90s\"}")))
				.at(at(1, 1), () -> ANSWERS.put("delete", application.ask("DELETE", "", null)))
				.at(at(1, 2), () -> ANSWERS.put("delete-again", application.ask("DELETE", "", null)))
				.at(at(1, 3), () -> ANSWERS.put("post-soon", application.ask("POST", "", "{\"deadline\":\"soon\"}")))
				.at(at(1, 4), () -> ANSWERS.put("post-empty", application.ask("POST", "", null)))
				.at(at(1, 5), () -> ANSWERS.put("no-targets", application.ask("GET", "/targets", null)))
				.play();
		}
	}

	private static void get(PlayedApplication application, String name, String part) {
		ANSWERS.put(name, application.ask("GET", part, null));
	}

	private static Duration at(int minutes, int seconds) {
		return Duration.ofSeconds(minutes * 60L + seconds);
	}

	@Test
	void pageIsUpToDate() throws IOException {
		assertWritten(PAGE, page());
	}

	/**
	 * What the README leaves out it marks with three dots, or leaves out in silence.
	 */
	@Test
	void readmeShowsAnExcerptOfAnExample() throws IOException {
		String readme = Files.readString(README).replace("\r\n", "\n");
		String section = readme.substring(readme.indexOf("\n## The endpoint\n"));
		int begin = section.indexOf("```json\n") + "```json\n".length();
		List<String> excerpt = section.substring(begin, section.indexOf("```", begin))
			.lines()
			.filter((line) -> !line.strip().equals("..."))
			.toList();
		assertThat(excerpt).hasSizeGreaterThan(20);
		assertThat(pretty(answer("draining")).lines().toList()).containsSubsequence(excerpt);
	}

	@Test
	void schemaIsUpToDate() throws IOException {
		assertWritten(SCHEMA, pretty(this.schema) + "\n");
	}

	@Test
	void statusesAreAsThePageSays() {
		assertThat(ANSWERS).extractingFromEntries((entry) -> entry.getKey() + " " + entry.getValue().status())
			.containsExactly("running 200", "targets 200", "findings 200", "at-risk 200", "draining 200", "drained 200",
					"task 200", "pod 200", "post 200", "delete 200", "delete-again 409", "post-soon 400",
					"post-empty 200", "no-targets 404");
	}

	@ParameterizedTest
	@ValueSource(strings = { "running", "at-risk", "draining", "drained", "task", "pod" })
	void reportsAreAsTheSchemaSays(String name) {
		assertThat(violations("", answer(name))).isEmpty();
	}

	@Test
	void otherAnswersAreAsTheSchemaSays() {
		assertThat(violations("TargetsReport", answer("targets"))).isEmpty();
		assertThat(violations("FindingsReport", answer("findings"))).isEmpty();
		assertThat(violations("Progress", answer("post"))).isEmpty();
		assertThat(violations("Progress", answer("delete"))).isEmpty();
		assertThat(violations("Refusal", answer("delete-again"))).isEmpty();
		assertThat(violations("Refusal", answer("post-soon"))).isEmpty();
	}

	@Test
	void statesOfTheExamplesAreWhatTheyAreCalled() {
		assertThat(List.of("running", "at-risk", "draining", "drained"))
			.allSatisfy((state) -> assertThat(answer(state).path("state").asString()).isEqualTo(state));
	}

	@Test
	void answersThatAreNotAsTheSchemaSaysAreFound() {
		ObjectNode report = (ObjectNode) answer("running").deepCopy();
		report.put("state", "asleep").remove("sources");
		report.withObject("/platform").put("planet", "earth");
		assertThat(violations("", report)).hasSize(3);
	}

	private List<String> violations(String definition, JsonNode answer) {
		ObjectNode strict = new EndpointSchema(this.fields, true).json();
		if (!definition.isEmpty()) {
			strict.retain("$schema", "$defs").put("$ref", "#/$defs/" + definition);
		}
		Schema validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(strict);
		return validator.validate(answer).stream().map(String::valueOf).toList();
	}

	private static JsonNode answer(String name) {
		return JSON.readTree(Objects.requireNonNull(ANSWERS.get(name), name).body());
	}

	/**
	 * Put what is generated in the places that are marked for it.
	 */
	private String page() throws IOException {
		String page = Files.readString(FRAME).replace("\r\n", "\n");
		for (Map.Entry<String, Answer> answer : ANSWERS.entrySet()) {
			String body = answer.getValue().body();
			if (!body.isEmpty()) {
				ObjectNode json = (ObjectNode) JSON.readTree(body);
				page = page.replace("<!-- answer: %s -->\n".formatted(answer.getKey()), block(json))
					.replace("<!-- answer without budgets: %s -->\n".formatted(answer.getKey()),
							block(json.without("budgets")));
			}
		}
		page = page.replace("<!-- fields -->\n", this.fields.tables());
		assertThat(page).doesNotContain("<!--");
		return page;
	}

	private static String block(JsonNode json) {
		return "```json\n%s\n```\n".formatted(pretty(json));
	}

	private static String pretty(JsonNode json) {
		DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
		DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
				Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
			.withObjectIndenter(indenter)
			.withArrayIndenter(indenter);
		return JSON.writer().with(printer).writeValueAsString(json);
	}

	private static void assertWritten(Path file, String text) throws IOException {
		if ("write".equals(System.getProperty("spot-aware.docs"))) {
			Files.writeString(file, text);
		}
		assertThat(Files.readString(file).replace("\r\n", "\n"))
			.as("%s: write it anew with -Dspot-aware.docs=write", file.getFileName())
			.isEqualTo(text);
	}

}
