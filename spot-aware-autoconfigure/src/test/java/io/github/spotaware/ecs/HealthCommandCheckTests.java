package io.github.spotaware.ecs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.github.spotaware.Finding;
import io.github.spotaware.Severity;
import io.github.spotaware.testsupport.FakeHealthPaths;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthCommandCheck} and {@link ContainerHealthCheck}.
 */
class HealthCommandCheckTests {

	private EcsFixture ecs;

	@BeforeEach
	void open() throws IOException {
		this.ecs = new EcsFixture();
	}

	@AfterEach
	void close() {
		this.ecs.close();
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/health, WARNING, fails with every component",
			"/actuator/health/readiness, INFO, fails in a drain" })
	void healthCheckThatFailsInADrainIsAFinding(String path, Severity severity, String words) {
		assertThat(find("curl -f http://localhost:8080%s || exit 1".formatted(path), ", \"interval\": 5"))
			.singleElement()
			.satisfies((finding) -> {
				assertThat(finding.id()).isEqualTo("ecs-health-check");
				assertThat(finding.severity()).isEqualTo(severity);
				assertThat(finding.message()).contains("'%s'".formatted(path), words, "after 15 s");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "curl -f http://localhost:8080/actuator/health/liveness || exit 1",
			"curl -f http://localhost:9090/actuator/health || exit 1", "curl -f http://localhost/actuator/health",
			"curl -f http://sidecar:8080/actuator/health", "/bin/healthy", "curl -f http://localhost:8080/hello" })
	void healthCheckOfSomethingElseIsFine(String command) {
		assertThat(find(command, "")).isEmpty();
	}

	@Test
	void healthCheckIsNotJudgedWithoutAServerOrWhereThereIsNone() {
		describe(", \"healthCheck\": {\"command\": [\"CMD-SHELL\", \"curl localhost:8080/actuator/health\"]}");
		assertThat(find(null)).isEmpty();
		assertThat(find(new FakeHealthPaths())).hasSize(1);
		assertThat(new HealthCommandCheck(new TaskFacts(), FakeHealthPaths::new).findings()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "curl -f 'http://127.0.0.1:8080/a/b' || exit 1, /a/b, 8080", "wget -q localhost:8081, /, 8081",
			"curl https://localhost/x;exit, /x, 443", "curl http://[::1]/y, /y, 80",
			"curl http://localhost:8080/z?a=b, /z?a=b, 8080" })
	void askedIsWhatTheCommandAsks(String command, String path, int port) {
		assertThat(new ContainerHealthCheck(command, Duration.ZERO).asked())
			.isEqualTo(new ContainerHealthCheck.Asked(path, port));
	}

	private List<Finding> find(String command, String more) {
		describe(", \"healthCheck\": {\"command\": [\"CMD-SHELL\", \"%s\"]%s}".formatted(command, more));
		return find(new FakeHealthPaths());
	}

	private List<Finding> find(@Nullable FakeHealthPaths paths) {
		return new HealthCommandCheck(this.ecs.facts, () -> paths).findings();
	}

	/**
	 * Describe the task, by a definition that says more of its container.
	 */
	private void describe(String more) {
		String definition = ScriptedEcs.fixture("ecs-describe-task-definition.json")
			.replace("\"stopTimeout\": 120", "\"stopTimeout\": 120" + more);
		this.ecs.aws.answerWith("DescribeTasks", "ecs-describe-tasks-fargate-spot-running.json")
			.answer("DescribeTaskDefinition", definition)
			.answerWith("DescribeServices", "ecs-describe-services.json");
		this.ecs.describer.describe(EcsFixture.fargate());
	}

}
