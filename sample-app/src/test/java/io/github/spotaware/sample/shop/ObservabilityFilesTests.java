package io.github.spotaware.sample.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.lifecycle.DrainReport;
import io.github.spotaware.test.environment.Load;
import io.github.spotaware.test.environment.SpotEnvironment;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that dashboard and alerts ask for what an application really exports in a drain,
 * and that Grafana can read the dashboard.
 */
class ObservabilityFilesTests {

	private static final Path DIRECTORY = Path.of("deploy", "observability");

	/**
	 * What a server of metrics adds.
	 */
	private static final Set<String> SCRAPED = Set.of("job", "instance");

	private static final Pattern SELECTOR = Pattern.compile("\\b(spot_\\w+)(?:\\{([^}]*)})?");

	private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

	private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on|ignoring|without)\\s*\\(([^)]*)\\)");

	private static final Pattern SAMPLE = Pattern.compile("(?m)^(spot_\\w+)(?:\\{(.*)})? \\S+$");

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

	private final JsonNode dashboard = JsonMapper.builder().build().readTree(read("dashboard.json"));

	@Test
	void everyMeterTagAndValueThatIsAskedForIsExported() throws Exception {
		Map<String, Map<String, Set<String>>> exported = exported();
		assertThat(get(exported, "spot_state")).containsOnlyKeys("state");
		List<String> expressions = Stream.concat(alerts().stream(), expressions().stream()).toList();
		assertThat(expressions).hasSizeGreaterThan(20).allSatisfy((expression) -> {
			List<MatchResult> selectors = SELECTOR.matcher(expression).results().toList();
			assertThat(selectors).isNotEmpty();
			Set<String> labels = new LinkedHashSet<>(SCRAPED);
			selectors.forEach((selector) -> {
				assertThat(exported).containsKey(selector.group(1));
				Map<String, Set<String>> tags = get(exported, selector.group(1));
				labels.addAll(tags.keySet());
				checkMatchers(selector.group(2), tags);
			});
			GROUPING.matcher(expression)
				.results()
				.flatMap((grouping) -> Stream.of(grouping.group(1).split(",\\s*")))
				.forEach((label) -> assertThat(labels).contains(label));
		});
	}

	private static void checkMatchers(@Nullable String matchers, Map<String, Set<String>> labels) {
		MATCHER.matcher((matchers != null) ? matchers : "").results().forEach((matcher) -> {
			String label = matcher.group(1);
			if (!SCRAPED.contains(label)) {
				assertThat(labels).containsKey(label);
				assertThat(labels.get(label)).containsAll(List.of(matcher.group(3).split("\\|")));
			}
		});
	}

	@Test
	void panelsHaveIdsExpressionsAPlaceOfTheirOwnAndTheDataSourceThatIsChosen() {
		List<JsonNode> panels = this.dashboard.path("panels").valueStream().toList();
		assertThat(panels).map((panel) -> panel.path("id").asInt()).doesNotHaveDuplicates().hasSizeGreaterThan(10);
		assertThat(panels).map((panel) -> panel.path("title").asString()).doesNotHaveDuplicates();
		List<String> taken = new ArrayList<>();
		for (JsonNode panel : panels) {
			JsonNode place = panel.path("gridPos");
			assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
			taken.addAll(cells(place));
			if (!panel.path("type").asString().equals("row")) {
				assertThat(panel.path("datasource").path("uid").asString()).isEqualTo("${datasource}");
				assertThat(panel.path("targets")).isNotEmpty().allSatisfy((target) -> {
					assertThat(target.path("expr").asString()).isNotBlank();
					assertThat(target.path("datasource").path("uid").asString()).isEqualTo("${datasource}");
				});
				assertThat(panel.path("targets")).map((target) -> target.path("refId").asString())
					.doesNotHaveDuplicates();
			}
		}
		assertThat(taken).doesNotHaveDuplicates();
	}

	@Test
	void dashboardHasVariablesAndNoIdOfTheGrafanaItWasMadeIn() {
		assertThat(this.dashboard.path("id").isNull()).isTrue();
		assertThat(this.dashboard.path("uid").asString()).isEqualTo("spot-aware");
		assertThat(this.dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
		assertThat(this.dashboard.path("templating").path("list")).map((variable) -> variable.path("name").asString())
			.containsExactly("datasource", "job", "instance");
		assertThat(this.dashboard.path("templating").path("list").path(0).path("type").asString())
			.isEqualTo("datasource");
	}

	@Test
	void everyAlertIsTestedToFireAndNotToFire() {
		Map<String, List<Integer>> tests = new LinkedHashMap<>();
		for (Map<String, Object> test : list(yaml("alerts-tests.yaml"), "tests")) {
			for (Map<String, Object> alert : list(test, "alert_rule_test")) {
				tests.computeIfAbsent((String) get(alert, "alertname"), (name) -> new ArrayList<>())
					.add(list(alert, "exp_alerts").size());
			}
		}
		assertThat(rules()).isNotEmpty()
			.allSatisfy((rule) -> assertThat(get(tests, (String) get(rule, "alert"))).contains(0, 1));
	}

	private static List<String> cells(JsonNode place) {
		List<String> cells = new ArrayList<>();
		for (int x = 0; x < place.path("w").asInt(); x++) {
			for (int y = 0; y < place.path("h").asInt(); y++) {
				cells.add("%d:%d".formatted(place.path("x").asInt() + x, place.path("y").asInt() + y));
			}
		}
		return cells;
	}

	/**
	 * Return the values of the tags of each meter, as a shop exports them after a drain,
	 * and those that a drain could have had.
	 */
	private static Map<String, Map<String, Set<String>>> exported() throws Exception {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext shop = SpringApplication.run(ShopApplication.class,
						ec2.arguments("--server.port=0"))) {
			ec2.underLoad(Load.get("/checkout/A-17")).interrupt();
			Map<String, Map<String, Set<String>>> exported = parse(Awaitility.await()
				.until(() -> scrape(shop), (text) -> text.contains("spot_drain_step_seconds_count")));
			get(get(exported, "spot_drain_seconds_count"), "end")
				.addAll(Arrays.stream(DrainReport.End.values()).map(DrainReport.End::id).toList());
			get(get(exported, "spot_drain_step_seconds_count"), "outcome")
				.addAll(Arrays.stream(StepOutcome.Result.values()).map(StepOutcome.Result::id).toList());
			return exported;
		}
	}

	private static String scrape(ConfigurableApplicationContext shop) throws IOException, InterruptedException {
		URI uri = URI.create("http://127.0.0.1:%s/actuator/prometheus"
			.formatted(shop.getEnvironment().getRequiredProperty("local.server.port")));
		return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
	}

	private static Map<String, Map<String, Set<String>>> parse(String text) {
		Map<String, Map<String, Set<String>>> meters = new LinkedHashMap<>();
		SAMPLE.matcher(text).results().forEach((sample) -> {
			Map<String, Set<String>> labels = meters.computeIfAbsent(sample.group(1), (name) -> new LinkedHashMap<>());
			LABEL.matcher((sample.group(2) != null) ? sample.group(2) : "")
				.results()
				.forEach((label) -> labels.computeIfAbsent(label.group(1), (name) -> new LinkedHashSet<>())
					.add(label.group(2)));
		});
		return meters;
	}

	private static List<String> alerts() {
		return rules().stream().map((rule) -> (String) get(rule, "expr")).toList();
	}

	private static List<Map<String, Object>> rules() {
		return list(yaml("alerts.yaml"), "groups").stream().flatMap((group) -> list(group, "rules").stream()).toList();
	}

	private List<String> expressions() {
		List<String> expressions = new ArrayList<>(this.dashboard.findValuesAsString("expr"));
		this.dashboard.path("templating")
			.path("list")
			.forEach((variable) -> variable.path("definition").asStringOpt().ifPresent(expressions::add));
		return expressions;
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(Map<String, Object> map, String key) {
		return (List<Map<String, Object>>) get(map, key);
	}

	private static <T> T get(Map<String, T> map, String key) {
		return Objects.requireNonNull(map.get(key), key);
	}

	private static Map<String, Object> yaml(String file) {
		return new Yaml().load(read(file));
	}

	private static String read(String file) {
		try {
			return Files.readString(DIRECTORY.resolve(file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
