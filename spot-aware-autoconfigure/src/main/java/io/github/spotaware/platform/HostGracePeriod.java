package io.github.spotaware.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Knows the defaults of what ends processes on an instance: {@code docker stop} and
 * systemd.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/container/stop/">docker
 * container stop</a>
 * @see <a href=
 * "https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html">
 * systemd.service, TimeoutStopSec=</a>
 */
final class HostGracePeriod implements GracePeriod {

	private final ContainerSigns container;

	private final Map<String, String> environment;

	HostGracePeriod(Path root, Map<String, String> environment) {
		this.container = new ContainerSigns(root, environment);
		this.environment = environment;
	}

	@Override
	public @Nullable Known find(InstanceIdentity identity) {
		if (identity.platform() != Platform.EC2) {
			return null;
		}
		if (this.container.plain()) {
			return new Known(Duration.ofSeconds(10), "default of a plain container",
					remedy("'docker run --stop-timeout' or 'docker stop -t'"));
		}
		return this.environment.containsKey("INVOCATION_ID")
				? new Known(Duration.ofSeconds(90), "default of a systemd service", remedy("'TimeoutStopSec='")) : null;
	}

	private static String remedy(String setting) {
		return "Prolong the time between SIGTERM and SIGKILL with %s, and set spot-aware.termination-grace-period to it."
			.formatted(setting);
	}

}
