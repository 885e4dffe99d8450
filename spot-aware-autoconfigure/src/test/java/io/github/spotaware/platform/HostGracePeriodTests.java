package io.github.spotaware.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HostGracePeriod}.
 */
class HostGracePeriodTests {

	private static final InstanceIdentity EC2 = InstanceIdentity.unknown(Platform.EC2);

	private static final Map<String, String> SYSTEMD = Map.of("INVOCATION_ID", "0123456789abcdef");

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path root;

	@Test
	void findWhenPlainContainerIsTenSeconds() throws IOException {
		Files.createFile(this.root.resolve(".dockerenv"));
		assertThat(Objects.requireNonNull(new HostGracePeriod(this.root, SYSTEMD).find(EC2)).duration())
			.isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void findWhenSystemdServiceIsNinetySeconds() {
		assertThat(Objects.requireNonNull(new HostGracePeriod(this.root, SYSTEMD).find(EC2)).duration())
			.isEqualTo(Duration.ofSeconds(90));
	}

	@Test
	void findWhenNeitherIsUnknown() {
		assertThat(new HostGracePeriod(this.root, Map.of()).find(EC2)).isNull();
	}

	@Test
	void findWhenOtherPlatformIsUnknown() {
		assertThat(new HostGracePeriod(this.root, SYSTEMD).find(InstanceIdentity.unknown(Platform.NONE))).isNull();
	}

}
