package io.github.spotaware.diagnostics;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.spotaware.lifecycle.SpotLifecycle;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the page of properties says what editors say. It is written from their
 * metadata: {@code mvn test -Dtest=PropertiesPageTests -Dspot-aware.docs=write}.
 */
class PropertiesPageTests {

	private static final Path PAGE = Path.of("../docs/properties.md");

	private static final Path README = Path.of("../README.md");

	private static final String HEAD = """
			# Properties

			Written from the metadata that editors complete and explain properties with. What they are for is said in the
			[README](../README.md#properties) and in the guides.

			Durations are written as `500ms`, `20s`, `2m`; without a unit they are milliseconds. A value that makes no sense stops the start,
			with the property, the reason and a remedy.
			""";

	private final JsonNode metadata = read();

	@Test
	void pageIsUpToDate() throws IOException {
		String page = page();
		if ("write".equals(System.getProperty("spot-aware.docs"))) {
			Files.writeString(PAGE, page);
		}
		assertThat(Files.readString(PAGE).replace("\r\n", "\n"))
			.as("docs/properties.md: write it anew with -Dspot-aware.docs=write")
			.isEqualTo(page);
	}

	@Test
	void readmeNamesEveryProperty() throws IOException {
		String readme = Files.readString(README);
		assertThat(this.metadata.path("properties")).map((property) -> property.path("name").asString())
			.filteredOn((name) -> name.startsWith("spot-aware."))
			.allSatisfy((name) -> assertThat(readme).contains("| `%s` |".formatted(name)));
	}

	private String page() {
		Map<String, List<JsonNode>> groups = this.metadata.path("properties")
			.valueStream()
			.collect(Collectors.groupingBy(PropertiesPageTests::group, TreeMap::new, Collectors.toList()));
		StringBuilder page = new StringBuilder(HEAD);
		groups.forEach((group, properties) -> {
			page.append("\n## `").append(group).append(".*`\n\n| property | type | default | |\n|---|---|---|---|\n");
			properties.forEach((property) -> page.append(row(property)));
		});
		return page.toString();
	}

	private static String group(JsonNode property) {
		String name = property.path("name").asString();
		List<String> parts = List.of(name.split("\\."));
		int length = name.startsWith("management.") ? 3 : Math.min(parts.size() - 1, 2);
		return String.join(".", parts.subList(0, length));
	}

	private String row(JsonNode property) {
		String name = property.path("name").asString();
		String values = this.metadata.path("hints")
			.valueStream()
			.filter((hint) -> hint.path("name").asString().equals(name))
			.flatMap((hint) -> hint.path("values").valueStream())
			.map((value) -> "<br>`%s`: %s".formatted(value.path("value").asString(),
					value.path("description").asString()))
			.collect(Collectors.joining());
		String defaultValue = property.path("defaultValue").asString("");
		return "| `%s` | %s | %s | %s%s |%n"
			.formatted(name, type(property.path("type").asString()),
					defaultValue.isEmpty() ? "" : "`%s`".formatted(defaultValue),
					property.path("description").asString(), values)
			.replace(System.lineSeparator(), "\n");
	}

	/**
	 * Return the type as one writes it: without packages, and constants as words.
	 */
	private static String type(String name) {
		String type = name.replaceAll("[a-z]+\\.", "");
		return switch (type) {
			case "Boolean", "Duration", "Integer", "String" -> type.toLowerCase(Locale.ROOT);
			case "List<String>", "Set<String>" -> "list";
			default -> "one of";
		};
	}

	private static JsonNode read() {
		try {
			URI classes = SpotLifecycle.class.getProtectionDomain().getCodeSource().getLocation().toURI();
			return JsonMapper.builder()
				.build()
				.readTree(Path.of(classes).resolve("META-INF/spring-configuration-metadata.json"));
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
