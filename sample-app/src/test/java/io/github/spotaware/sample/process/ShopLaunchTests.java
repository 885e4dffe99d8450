package io.github.spotaware.sample.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShopLaunch}.
 */
class ShopLaunchTests {

	private final ShopLaunch launch = new ShopLaunch("i-1", Map.of("spot-aware.enabled", "false"),
			Map.of("AWS_REGION", "eu-central-1"));

	@Test
	void argumentsAskForAnInstanceThatWatchesItsParent() {
		assertThat(this.launch.arguments(Path.of("i-1.port"))).startsWith("--instance", "--watch-parent")
			.contains("--server.port=0", "--shop.instance-id=i-1", "--shop.port-file=i-1.port")
			.endsWith("--spot-aware.enabled=false");
	}

	@Test
	void applyToRemovesWhatWouldNameAnotherPlatform() {
		Map<String, String> environment = new HashMap<>(Map.of("AWS_PROFILE", "work", "KUBERNETES_SERVICE_HOST",
				"10.0.0.1", "ECS_CONTAINER_METADATA_URI_V4", "http://169.254.170.2", "MANAGEMENT_SERVER_PORT", "1",
				"SERVER_SHUTDOWN", "immediate", "LOGGING_LEVEL_ROOT", "WARN", "PATH", "/usr/bin"));
		this.launch.applyTo(environment);
		assertThat(environment)
			.containsExactlyInAnyOrderEntriesOf(Map.of("PATH", "/usr/bin", "AWS_REGION", "eu-central-1"));
	}

}
