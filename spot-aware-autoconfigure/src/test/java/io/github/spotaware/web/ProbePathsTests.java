package io.github.spotaware.web;

import java.util.List;

import io.github.spotaware.HealthPaths.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProbePaths}.
 */
class ProbePathsTests {

	private static final List<HealthGroup> PROBES = List.of(group("", true, null), group("liveness", false, "/livez"),
			group("readiness", true, "/readyz"));

	private final MockEnvironment environment = new MockEnvironment();

	@ParameterizedTest
	@CsvSource({ "/actuator/health/readiness, READINESS", "/actuator/health/readiness/, READINESS",
			"/actuator/health/readiness?a=b, READINESS", "/readyz, READINESS", "/actuator/health, EVERYTHING",
			"/actuator/health/liveness, STEADY", "/livez, STEADY", "/actuator/info, STEADY", "/actuator, STEADY",
			"/actuator/health/db, UNKNOWN", "/actuators, UNKNOWN", "/, UNKNOWN", "/hello, UNKNOWN" })
	void answerKnowsTheHealthEndpoint(String path, Answer expected) {
		assertThat(paths("", PROBES).answer(path, null)).isEqualTo(expected);
		assertThat(paths("", PROBES).answer(path, 8080)).isEqualTo(expected);
		assertThat(paths("", PROBES).answer(path, 8081)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "/shop/actuator/health/readiness, READINESS", "/shop/readyz, READINESS", "/readyz, UNKNOWN",
			"/actuator/health/readiness, UNKNOWN" })
	void answerBelowAContextPathKnowsNothingBesides(String path, Answer expected) {
		assertThat(paths("/shop/", PROBES).answer(path, null)).isEqualTo(expected);
	}

	@Test
	void answerWhenManagementHasAPortOfItsOwnDependsOnThePort() {
		this.environment.setProperty("management.server.port", "9090");
		this.environment.setProperty("management.server.base-path", "/admin");
		this.environment.setProperty("management.endpoints.web.base-path", "/manage");
		this.environment.setProperty("management.endpoints.web.path-mapping.health", "state");
		ProbePaths paths = paths("/shop", PROBES);
		assertThat(paths.answer("/admin/manage/state/readiness", 9090)).isEqualTo(Answer.READINESS);
		assertThat(paths.answer("/admin/manage/state/liveness", 9090)).isEqualTo(Answer.STEADY);
		assertThat(paths.answer("/admin/manage/state/readiness", null)).isEqualTo(Answer.UNKNOWN);
		assertThat(paths.answer("/shop/readyz", null)).isEqualTo(Answer.READINESS);
		assertThat(paths.answer("/shop/readyz", 9090)).isEqualTo(Answer.UNKNOWN);
	}

	@Test
	void answerWhenServersHaveGotTheirPortsGoesByThem() {
		this.environment.setProperty("server.port", "0");
		this.environment.setProperty("local.server.port", "41000");
		assertThat(paths("", PROBES).answer("/readyz", 41000)).isEqualTo(Answer.READINESS);
		assertThat(paths("", PROBES).answer("/readyz", 8080)).isNull();
	}

	@Test
	void answerWhenEndpointsAreAtTheRootTakesNothingElseForOne() {
		this.environment.setProperty("management.endpoints.web.base-path", "/");
		assertThat(paths("", PROBES).answer("/health/readiness", null)).isEqualTo(Answer.READINESS);
		assertThat(paths("", PROBES).answer("/hello", null)).isEqualTo(Answer.UNKNOWN);
	}

	@Test
	void answerWhenAGroupHasAPathOfTheManagementServerKnowsIt() {
		this.environment.setProperty("management.server.port", "9090");
		HealthGroup managed = new HealthGroup("traffic", true, 503, "/traffic", true);
		assertThat(paths("", List.of(managed)).answer("/traffic", 9090)).isEqualTo(Answer.READINESS);
		assertThat(paths("", List.of(managed)).answer("/traffic", null)).isEqualTo(Answer.UNKNOWN);
	}

	@Test
	void answerWhenRefusalIsMappedToSuccessIsSteady() {
		HealthGroup mapped = new HealthGroup("readiness", true, 200, null, false);
		assertThat(paths("", List.of(mapped)).answer("/actuator/health/readiness", null)).isEqualTo(Answer.STEADY);
		assertThat(paths("", List.of(mapped)).readiness()).isNull();
	}

	@Test
	void readinessNamesWhatToAskFor() {
		HealthGroup readiness = group("readiness", true, null);
		HealthGroup own = group("own", true, null);
		assertThat(paths("/shop", PROBES).readiness()).isEqualTo("'/shop/readyz'");
		assertThat(paths("/shop", List.of(own, readiness)).readiness()).isEqualTo("'/shop/actuator/health/readiness'");
		assertThat(paths("", List.of(own)).readiness()).isEqualTo("'/actuator/health/own'");
		assertThat(paths("", List.of(group("", true, null), group("liveness", false, null))).readiness()).isNull();
		this.environment.setProperty("management.server.port", "9090");
		assertThat(paths("/shop", List.of(readiness)).readiness())
			.isEqualTo("'/actuator/health/readiness' on port 9090");
	}

	private ProbePaths paths(String applicationPath, List<HealthGroup> groups) {
		return new ProbePaths(this.environment, applicationPath, () -> groups);
	}

	private static HealthGroup group(String name, boolean hasState, @Nullable String path) {
		return new HealthGroup(name, hasState, 503, path, false);
	}

}
