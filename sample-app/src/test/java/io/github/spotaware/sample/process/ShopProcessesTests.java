package io.github.spotaware.sample.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ShopProcesses}, with real instances.
 */
class ShopProcessesTests {

	private static final Map<String, String> PLAIN = Map.of("spot-aware.enabled", "false");

	@Test
	void closeKillsInstancesAndDeletesTheirLogs() {
		ShopProcess process;
		Path directory;
		try (ShopProcesses processes = ShopProcesses.open()) {
			directory = processes.directory();
			process = processes.start(new ShopLaunch("i-1", PLAIN, Map.of()));
			assertThat(process.awaitServing().port()).isPositive();
			assertThat(new ShopClient().readiness(process.port())).isEqualTo(200);
		}
		assertThat(process.isAlive()).isFalse();
		assertThat(directory).doesNotExist();
	}

	@Test
	void terminateEndsAnInstanceGracefully() throws Exception {
		try (ShopProcesses processes = ShopProcesses.open()) {
			ShopProcess process = processes.start(new ShopLaunch("i-1", PLAIN, Map.of())).awaitServing();
			process.terminate();
			assertThat(process.onExit().get(30, TimeUnit.SECONDS)).isEqualTo(143);
			assertThat(process.log()).content().contains("graceful");
		}
	}

	@Test
	void awaitServingWhenTheInstanceCannotStartNamesItsLog() throws Exception {
		ShopProcess process;
		try (ShopProcesses processes = ShopProcesses.open()) {
			processes.keepLogs();
			process = processes.start(new ShopLaunch("i-1", Map.of("shop.latency", "soon"), Map.of()));
			assertThatIllegalStateException().isThrownBy(process::awaitServing)
				.withMessageContaining(process.log().toString());
			processes.keepLogs();
		}
		assertThat(process.log()).content().contains("shop.latency");
		Files.delete(process.log());
		Files.delete(process.log().getParent());
	}

}
