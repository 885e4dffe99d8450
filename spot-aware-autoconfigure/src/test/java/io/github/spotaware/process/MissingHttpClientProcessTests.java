package io.github.spotaware.process;

import java.io.File;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application whose class path has no HTTP client for the AWS SDK goes on, and says
 * what it lacks.
 */
@Tag("process")
class MissingHttpClientProcessTests {

	private static final String GROUP = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/0123456789abcdef";

	@Test
	void startWithoutHttpClientIsReadyWithFindingsAndDrainsOnSigterm() throws Exception {
		try (ExampleProcess example = ExampleProcess.start(classPathWithoutHttpClients(),
				Map.of("AWS_ACCESS_KEY_ID", "fake", "AWS_SECRET_ACCESS_KEY", "fake"), "spot-aware.platform=ec2",
				"spot-aware.elb.target-group-arns=" + GROUP)) {
			example.awaitReadiness(200);
			Awaitility.await()
				.until(() -> example.get("/actuator/spot").body(),
						(spot) -> spot.contains("imds-no-client") && spot.contains("elb-no-client"));
			example.process().toHandle().destroy();
			assertThat(example.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(example.process().exitValue()).isEqualTo(143);
			example.awaitOutput("Drained in ");
		}
	}

	private static String classPathWithoutHttpClients() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("url-connection-client") && !entry.contains("apache-client"))
			.collect(Collectors.joining(File.pathSeparator));
	}

}
