package io.github.spotaware.imds;

import java.time.Duration;

import io.github.spotaware.InvalidPropertyException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures how the instance metadata service is asked.
 *
 * @param enabled Whether to ask the EC2 instance metadata service.
 * @param pollInterval Time between two questions for an interruption notice.
 * @param timeout Time to wait for a connection to the instance metadata service, and then
 * for its answer.
 */
@ConfigurationProperties("spot-aware.imds")
record ImdsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("2s") Duration pollInterval,
		@DefaultValue("1s") Duration timeout) {

	private static final Duration LONGEST_POLL_INTERVAL = Duration.ofSeconds(30);

	private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(10);

	ImdsProperties {
		require("spot-aware.imds.poll-interval", pollInterval, LONGEST_POLL_INTERVAL,
				"a notice comes only two minutes ahead", "Set a few seconds, such as 2s.");
		require("spot-aware.imds.timeout", timeout, LONGEST_TIMEOUT,
				"a question without an answer holds up the next one", "Set about a second, such as 1s.");
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
