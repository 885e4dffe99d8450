package io.github.spotaware.diagnostics;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.github.spotaware.lifecycle.SpotLifecycle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metadata from which editors complete and explain properties.
 */
class ConfigurationMetadataTests {

	private static final List<String> WITHOUT_DEFAULT = List.of("spot-aware.termination-grace-period",
			"management.endpoint.spot.roles");

	private final JsonNode metadata = read();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					spot-aware.enabled                     | java.lang.Boolean                                     | true      | Whether Spot Aware does anything.
					spot-aware.in-tests                    | java.lang.Boolean                                     | false     | Whether to be active in tests too.
					spot-aware.dry-run                     | java.lang.Boolean                                     | false     | Whether to decide, log and meter everything but do nothing.
					spot-aware.platform                    | io.github.spotaware.platform.PlatformChoice           | auto      | Platform the application runs on.
					spot-aware.termination-grace-period    | java.time.Duration                                    |           | Time between SIGTERM and SIGKILL, where the platform does not tell.
					spot-aware.rebalance                   | io.github.spotaware.lifecycle.RebalancePolicy         | notify    | What an EC2 rebalance recommendation does.
					spot-aware.shutdown                    | io.github.spotaware.lifecycle.ShutdownPolicy          | auto      | When the drained process ends itself
					spot-aware.drain.settle                | java.time.Duration                                    | 20s       | Time for which a caller must be silent at most
					spot-aware.drain.quiet-period          | java.time.Duration                                    | 3s        | Time for which even the callers of a busy instance must be silent.
					spot-aware.drain.reserve               | java.time.Duration                                    | 5s        | Time kept before the deadline
					spot-aware.registry.leave              | java.lang.Boolean                                     | true      | Whether to be OUT_OF_SERVICE in the service registries of Spring Cloud
					spot-aware.kubernetes.termination-log  | java.lang.String                                      | /dev/termination-log | Path of the file to write a line about the end of a drain to
					management.info.spot.enabled           | java.lang.Boolean                                     | true      | Whether the info endpoint shows platform, capacity and state.
					management.endpoint.spot.access        | org.springframework.boot.actuate.endpoint.Access      | read_only | Permitted level of access for the spot endpoint.
					management.endpoint.spot.show-values   | org.springframework.boot.actuate.endpoint.Show        | never     | When to show ids, ARNs and addresses.
					management.endpoint.spot.roles         | java.util.Set<java.lang.String>                       |           | Roles used to determine whether a user is authorized
					""")
	void propertyHasTypeDefaultAndDescription(String name, String type, String defaultValue, String description) {
		JsonNode property = property(name);
		assertThat(property.path("type").asString()).isEqualTo(type);
		assertThat(property.path("description").asString()).startsWith(description);
		assertThat(property.path("defaultValue").asString("")).isEqualTo((defaultValue != null) ? defaultValue : "");
	}

	@Test
	void everyPropertyHasADescriptionAndADefaultWhereItHasOne() {
		assertThat(this.metadata.path("properties")).allSatisfy((property) -> {
			String name = property.path("name").asString();
			assertThat(name).matches("(spot-aware|management\\.(endpoint|info)\\.spot)\\..*");
			assertThat(property.path("type").asString()).as(name).isNotBlank();
			assertThat(property.path("description").asString("")).as(name).endsWith(".");
		});
		assertThat(WITHOUT_DEFAULT).allSatisfy((name) -> assertThat(property(name).has("defaultValue")).isFalse());
	}

	@Test
	void everyHintExplainsEveryValue() {
		assertThat(this.metadata.path("hints")).isNotEmpty().allSatisfy((hint) -> {
			Class<?> type = Class.forName(property(hint.path("name").asString()).path("type").asString());
			List<String> constants = Arrays.stream(type.getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.toList();
			assertThat(hint.path("values")).map((value) -> value.path("value").asString())
				.containsExactlyInAnyOrderElementsOf(constants);
			assertThat(hint.path("values"))
				.allSatisfy((value) -> assertThat(value.path("description").asString()).endsWith("."));
		});
	}

	@Test
	void everyEnumOfOursHasAHint() {
		assertThat(this.metadata.path("properties"))
			.filteredOn((property) -> property.path("type").asString().startsWith("io.github.spotaware."))
			.map((property) -> property.path("name").asString())
			.isNotEmpty()
			.isSubsetOf(this.metadata.path("hints").valueStream().map((hint) -> hint.path("name").asString()).toList());
	}

	private JsonNode property(String name) {
		return this.metadata.path("properties")
			.valueStream()
			.filter((property) -> property.path("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
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
