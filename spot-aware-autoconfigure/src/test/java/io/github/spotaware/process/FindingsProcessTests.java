package io.github.spotaware.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.HealthCheck;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.wire.Fault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what is found in a whole application on an instance.
 */
@Tag("process")
class FindingsProcessTests extends ProcessTestBase {

	private static final int PORT = 8080;

	private static final Pattern ID = Pattern.compile("\"id\":\"([a-z]+-[a-z0-9-]+)\"");

	/**
	 * What is found of how the tests themselves were started.
	 */
	private static final String SURROUNDINGS = "sigterm-swallowed";

	@Test
	void nothingIsFoundWhereAllIsWell() throws Exception {
		FakeTargetGroup group = group(HealthCheck.of("/actuator/health/readiness"), 30);
		ExampleProcess example = startReady(launch(properties(group, "server.tomcat.keep-alive-timeout=75s")));
		example.awaitOutput("PREPARED");
		assertThat(this.aws.loadBalancing().calls("DescribeLoadBalancerAttributes")).hasSize(1);
		assertThat(ids(example)).isEmpty();
	}

	@Test
	void eachMistakeIsFound() throws Exception {
		HealthCheck slow = new HealthCheck("/actuator/health/liveness", Duration.ofSeconds(30), Duration.ofSeconds(5),
				2, 2);
		ExampleProcess example = start(launch(properties(group(slow, 0), "server.shutdown=immediate",
				"management.endpoint.health.group.readiness.include=ping", "spring.main.register-shutdown-hook=false"))
			.options("-Xrs"));
		example.awaitOutput("PREPARED");
		assertThat(ids(example)).containsExactlyInAnyOrder("signals-not-handled", "shutdown-hook-off",
				"graceful-shutdown-off", "readiness-without-state", "keep-alive-short", "elb-health-check-path",
				"elb-health-check-slow", "elb-deregistration-delay-short");
		assertThat(body(example)).contains("The web server closes a connection after 60 s");
		example.terminate();
		assertThat(example.awaitExit()).isEqualTo(143);
		assertThat(example.lines("-> draining")).isZero();
	}

	@Test
	void idleTimeoutThatMayNotBeReadIsLeftUnchecked() throws Exception {
		this.aws.loadBalancing().fail("DescribeLoadBalancerAttributes", Fault.accessDenied());
		FakeTargetGroup group = group(HealthCheck.of("/actuator/health/readiness"), 30);
		ExampleProcess example = startReady(launch(properties(group)));
		example.awaitOutput("PREPARED");
		assertThat(ids(example)).containsExactly("keep-alive-short");
		assertThat(body(example)).contains("DescribeLoadBalancerAttributes is not allowed");
	}

	private FakeTargetGroup group(HealthCheck check, int delay) {
		FakeTargetGroup group = this.aws.loadBalancing()
			.createTargetGroup("web",
					TargetGroupSettings.instance(PORT)
						.withHealthCheck(check)
						.withDeregistrationDelay(Duration.ofSeconds(delay)));
		group.register(this.instance.id(), PORT);
		group.healthy(this.instance.id(), PORT);
		return group;
	}

	private static String[] properties(FakeTargetGroup group, String... more) {
		List<String> properties = new ArrayList<>(List.of("spot-aware.termination-grace-period=30s",
				"spot-aware.elb.target-port=" + PORT, "spot-aware.elb.target-group-arns=" + group.arn()));
		properties.addAll(List.of(more));
		return properties.toArray(String[]::new);
	}

	private static String body(ExampleProcess example) throws IOException, InterruptedException {
		return example.get("/actuator/spot").body();
	}

	private static List<String> ids(ExampleProcess example) throws IOException, InterruptedException {
		String body = body(example);
		assertThat(body).contains("\"findings\":");
		return ID.matcher(body.substring(body.indexOf("\"findings\":")))
			.results()
			.map((MatchResult found) -> found.group(1))
			.filter((id) -> !id.equals(SURROUNDINGS))
			.toList();
	}

}
