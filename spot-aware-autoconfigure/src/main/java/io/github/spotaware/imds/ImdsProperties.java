package io.github.spotaware.imds;

import java.time.Duration;

import io.github.spotaware.InvalidPropertyException;
import io.github.spotaware.Platform;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures how the instance metadata service is asked.
 *
 * @param enabled Whether to ask the EC2 instance metadata service.
 * @param pollInterval Time between two questions for an interruption notice.
 * @param timeout Time to wait for a connection to the instance metadata service, and then
 * for its answer.
 * @param autoScaling Whether to watch for the lifecycle state that EC2 Auto Scaling wants
 * the instance in. Default by platform: on an EC2 instance, but not in an ECS task, which
 * ECS drains itself.
 * @param autoScalingDeadline Time assumed between the decision of EC2 Auto Scaling to
 * terminate the instance and its end.
 * @param maintenance Whether to watch for scheduled maintenance of the instance, and to
 * drain before it.
 */
@ConfigurationProperties("spot-aware.imds")
record ImdsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("2s") Duration pollInterval,
		@DefaultValue("1s") Duration timeout, @Nullable Boolean autoScaling,
		@DefaultValue("1m") Duration autoScalingDeadline, @DefaultValue("false") boolean maintenance) {

	private static final Duration LONGEST_POLL_INTERVAL = Duration.ofSeconds(30);

	private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration LONGEST_AUTO_SCALING_DEADLINE = Duration.ofHours(2);

	ImdsProperties {
		require("spot-aware.imds.poll-interval", pollInterval, LONGEST_POLL_INTERVAL,
				"a notice comes only two minutes ahead", "Set a few seconds, such as 2s.");
		require("spot-aware.imds.timeout", timeout, LONGEST_TIMEOUT,
				"a question without an answer holds up the next one", "Set about a second, such as 1s.");
		require("spot-aware.imds.auto-scaling-deadline", autoScalingDeadline, LONGEST_AUTO_SCALING_DEADLINE,
				"a lifecycle hook waits no longer", "Set the heartbeat timeout of your lifecycle hook, such as 1m.");
	}

	/**
	 * Return whether the state that Auto Scaling wants the instance in is for us.
	 * @param platform the platform
	 */
	boolean autoScalingOn(Platform platform) {
		return (this.autoScaling != null) ? this.autoScaling : platform == Platform.EC2;
	}

	private static void require(String property, Duration value, Duration longest, String reason, String remedy) {
		if (value.toMillis() <= 0) {
			throw new InvalidPropertyException(property, value, "it is shorter than a millisecond", remedy);
		}
		if (value.compareTo(longest) > 0) {
			throw new InvalidPropertyException(property, value,
					"it is longer than %d seconds, and %s".formatted(longest.toSeconds(), reason), remedy);
		}
	}

}
