package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceIdentity;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how long after SIGTERM the process is killed. What is configured wins, then
 * the platform's word, then 30 seconds; never two minutes.
 */
final class GracePeriods {

	private static final Log logger = LogFactory.getLog(SpotLifecycle.class);

	private static final GracePeriod.Known DEFAULT = new GracePeriod.Known(Duration.ofSeconds(30),
			"default grace period of 30 s",
			"Prolong the time between SIGTERM and SIGKILL, and set spot-aware.termination-grace-period to it.");

	private GracePeriods() {
	}

	static GracePeriod.Known fallback(SpotAwareProperties properties) {
		Duration configured = properties.terminationGracePeriod();
		return (configured != null) ? new GracePeriod.Known(configured,
				"configured grace period of " + Format.duration(configured),
				"Prolong the time between SIGTERM and SIGKILL, and spot-aware.termination-grace-period with it.")
				: DEFAULT;
	}

	/**
	 * Return the time that there is. What was configured counts, unless the platform is
	 * known to kill earlier.
	 */
	static GracePeriod.Known find(SpotAwareProperties properties, List<GracePeriod> platforms,
			InstanceIdentity identity) {
		GracePeriod.Known known = platforms.stream()
			.map((platform) -> find(platform, identity))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(DEFAULT);
		Duration configured = properties.terminationGracePeriod();
		if (configured == null) {
			return known;
		}
		boolean earlier = known.read() && known.duration().compareTo(configured) < 0;
		return earlier ? known : fallback(properties);
	}

	private static GracePeriod.@Nullable Known find(GracePeriod platform, InstanceIdentity identity) {
		try {
			return platform.find(identity);
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("%s does not tell how long SIGTERM leaves".formatted(platform.getClass().getName()), ex);
			return null;
		}
	}

}
