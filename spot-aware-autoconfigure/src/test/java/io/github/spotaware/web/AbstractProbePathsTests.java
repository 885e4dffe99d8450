package io.github.spotaware.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.spotaware.Check;
import io.github.spotaware.DrainTerms;
import io.github.spotaware.Finding;
import io.github.spotaware.HealthPaths;
import io.github.spotaware.HealthPaths.Answer;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import io.github.spotaware.testsupport.FakeTargets;
import io.github.spotaware.testsupport.FakeTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what is known of paths with what a real server answers while it refuses
 * traffic.
 */
abstract class AbstractProbePathsTests {

	private static final Map<Answer, Integer> STATUS = Map.of(Answer.READINESS, 503, Answer.EVERYTHING, 503,
			Answer.STEADY, 200);

	private final WebApplicationType type;

	private final Class<?>[] application;

	AbstractProbePathsTests(WebApplicationType type, Class<?>... application) {
		this.type = type;
		this.application = application;
	}

	@Test
	void answersAreThoseOfTheServer() throws Exception {
		try (ConfigurableApplicationContext context = start(
				"management.endpoint.health.probes.add-additional-paths=true",
				"management.endpoints.web.exposure.include=health,info",
				"management.endpoint.health.group.custom.include=readinessState",
				"management.endpoint.health.group.mapped.include=readinessState",
				"management.endpoint.health.group.mapped.status.http-mapping.out-of-service=200")) {
			AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
			Map<String, Answer> expected = Map.of("/shop/actuator/health", Answer.EVERYTHING,
					"/shop/actuator/health/readiness", Answer.READINESS, "/shop/actuator/health/custom",
					Answer.READINESS, "/shop/actuator/health/mapped", Answer.STEADY, "/shop/actuator/health/liveness",
					Answer.STEADY, "/shop/readyz", Answer.READINESS, "/shop/livez", Answer.STEADY, "/shop/actuator",
					Answer.STEADY);
			HealthPaths paths = context.getBean(HealthPaths.class);
			for (Map.Entry<String, Answer> path : expected.entrySet()) {
				assertThat(paths.answer(path.getKey(), null)).as(path.getKey()).isEqualTo(path.getValue());
				assertThat(status(context, "local.server.port", path.getKey())).as(path.getKey())
					.isEqualTo(STATUS.get(path.getValue()));
			}
			assertThat(paths.readiness()).isEqualTo("'/shop/readyz'");
			assertThat(ids(context)).doesNotContain("readiness-without-state");
		}
	}

	@Test
	void answersAreThoseOfAManagementServerOfItsOwn() throws Exception {
		try (ConfigurableApplicationContext context = start("management.server.port=0")) {
			AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
			HealthPaths paths = context.getBean(HealthPaths.class);
			int port = context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
			assertThat(paths.answer("/actuator/health/readiness", port)).isEqualTo(Answer.READINESS);
			assertThat(status(context, "local.management.port", "/actuator/health/readiness")).isEqualTo(503);
			assertThat(paths.answer("/shop/actuator/health/readiness", null)).isEqualTo(Answer.UNKNOWN);
			assertThat(paths.readiness()).isEqualTo("'/actuator/health/readiness' on port %d".formatted(port));
			assertThat(ids(context)).doesNotContain("readiness-without-state");
		}
	}

	static List<Arguments> blind() {
		String exposure = "cannot be asked over HTTP";
		String members = "does not contain 'readinessState'";
		String include = "management.endpoint.health.group.readiness.include=";
		return List.of(
				Arguments.of("management.endpoint.health.probes.enabled=false",
						"'management.endpoint.health.probes.enabled' is 'false'"),
				Arguments.of(include + "ping", members),
				Arguments.of("management.endpoint.health.group.readiness.exclude=readinessState", members),
				Arguments.of("management.endpoint.health.status.http-mapping.out-of-service=200;" + include
						+ "readinessState", "answers status 200"),
				Arguments.of("management.endpoints.web.exposure.exclude=health", exposure),
				Arguments.of("management.endpoint.health.access=none", exposure));
	}

	@ParameterizedTest
	@MethodSource("blind")
	void readinessThatNobodySeesIsAFinding(String properties, String seen) {
		try (ConfigurableApplicationContext context = start(properties.split(";", -1))) {
			assertThat(context.getBean(HealthPaths.class).readiness()).isNull();
			assertThat(finding(context).severity()).isEqualTo(Severity.CRITICAL);
			assertThat(finding(context).message()).contains(seen, "nothing deregisters a target");
			context.getBeanFactory().registerSingleton("targets", new FakeTargets());
			assertThat(finding(context).severity()).isEqualTo(Severity.WARNING);
		}
	}

	@Test
	void readinessThatNobodySeesCostsLessInAPod() {
		try (ConfigurableApplicationContext context = start("management.endpoint.health.probes.enabled=false",
				"fake.platform=KUBERNETES")) {
			assertThat(finding(context).severity()).isEqualTo(Severity.WARNING);
			assertThat(finding(context).message()).contains("until the pod is deleted");
		}
	}

	@Test
	void nothingIsFoundWithoutAPlatform() {
		try (ConfigurableApplicationContext context = start("management.endpoint.health.probes.enabled=false",
				"server.shutdown=immediate", "fake.platform=NONE")) {
			assertThat(ids(context)).isEmpty();
		}
	}

	@Test
	void immediateShutdownIsAFinding() {
		try (ConfigurableApplicationContext context = start("server.shutdown=immediate")) {
			assertThat(findings(context)).singleElement().satisfies((finding) -> {
				assertThat(finding.id()).isEqualTo("graceful-shutdown-off");
				assertThat(finding.severity()).isEqualTo(Severity.WARNING);
				assertThat(finding.message()).contains("'server.shutdown' is 'immediate'");
			});
		}
		try (ConfigurableApplicationContext context = start()) {
			assertThat(ids(context)).isEmpty();
		}
	}

	private static Finding finding(ConfigurableApplicationContext context) {
		return findings(context).stream()
			.filter((finding) -> finding.id().equals("readiness-without-state"))
			.findFirst()
			.orElseThrow();
	}

	private static List<Finding> findings(ConfigurableApplicationContext context) {
		return context.getBeansOfType(Check.class)
			.values()
			.stream()
			.flatMap((check) -> check.findings().stream())
			.toList();
	}

	private static List<String> ids(ConfigurableApplicationContext context) {
		return findings(context).stream().map(Finding::id).toList();
	}

	private ConfigurableApplicationContext start(String... properties) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(this.application)
			.sources(ServerTestBase.Common.class, Probes.class, ApplicationAvailabilityAutoConfiguration.class)
			.web(this.type)
			.properties("spot-aware.in-tests=true", "spot-aware.platform=none", "spring.cloud.aws.imds.enabled=false",
					"server.port=0", "server.servlet.context-path=/shop", "spring.webflux.base-path=/shop",
					"spring.main.banner-mode=off", "spring.reactor.netty.shutdown-quiet-period=0s")
			.properties(properties);
		builder.initializers((context) -> {
			Platform platform = context.getEnvironment().getProperty("fake.platform", Platform.class, Platform.EC2);
			context.getBeanFactory().registerSingleton("terms", FakeTerms.of(platform));
		});
		ConfigurableApplicationContext context = builder.run();
		assertThat(context.getBean(DrainTerms.class)).isInstanceOf(FakeTerms.class);
		return context;
	}

	private static int status(ConfigurableApplicationContext context, String port, String path) throws Exception {
		URI uri = URI
			.create("http://localhost:" + Objects.requireNonNull(context.getEnvironment().getProperty(port)) + path);
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
			.statusCode();
	}

}
