package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceIdentity;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Finds out how long after SIGTERM the process is killed. What is configured wins, then
 * the platform's word, then 30 seconds; never two minutes.
 */
final class GracePeriods {

	private static final Log logger = LogFactory.getLog(SpotLifecycle.class);

	private static final GracePeriod.Known DEFAULT = new GracePeriod.Known(Duration.ofSeconds(30),
			"default grace period of 30 s",
			"Prolong the time between SIGTERM and SIGKILL, and set spot-aware.termination-grace-period to it.");

	private final SpotAwareProperties properties;

	private final ObjectProvider<GracePeriod> platforms;

	private final Set<GracePeriod> failed = ConcurrentHashMap.newKeySet();

	GracePeriods(SpotAwareProperties properties, ObjectProvider<GracePeriod> platforms) {
		this.properties = properties;
		this.platforms = platforms;
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
	GracePeriod.Known find(InstanceIdentity identity) {
		GracePeriod.Known known = this.platforms.orderedStream()
			.map((platform) -> find(platform, identity))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(DEFAULT);
		Duration configured = this.properties.terminationGracePeriod();
		if (configured == null) {
			return known;
		}
		boolean earlier = known.read() && known.duration().compareTo(configured) < 0;
		return earlier ? known : fallback(this.properties);
	}

	private GracePeriod.@Nullable Known find(GracePeriod platform, InstanceIdentity identity) {
		try {
			return platform.find(identity);
		}
		catch (RuntimeException | LinkageError ex) {
			if (this.failed.add(platform)) {
				logger.warn("%s does not tell how long SIGTERM leaves".formatted(platform.getClass().getName()), ex);
			}
			return null;
		}
	}

}
