package io.github.spotaware.streams;

import java.time.Duration;

import io.github.spotaware.InvalidPropertyException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of streams in a drain.
 *
 * @param close Whether to close WebSocket sessions and end event and gRPC streams while
 * the drain runs.
 * @param spread Time over which they are closed at most; few take less.
 * @param retry Time after which an event stream's client is asked to reconnect.
 */
@ConfigurationProperties(StreamProperties.PREFIX)
record StreamProperties(@DefaultValue("true") boolean close, @DefaultValue("10s") Duration spread,
		@DefaultValue("1s") Duration retry) {

	static final String PREFIX = "spot-aware.drain.streams";

	private static final Duration LONGEST = Duration.ofDays(1);

	StreamProperties {
		sensible("spread", spread);
		sensible("retry", retry);
	}

	private static void sensible(String name, Duration value) {
		if (value.isNegative()) {
			throw new InvalidPropertyException(PREFIX + "." + name, value, "it is negative",
					"Set a duration such as '10s'; '0s' is allowed.");
		}
		if (value.compareTo(LONGEST) > 0) {
			throw new InvalidPropertyException(PREFIX + "." + name, value, "it is longer than a day",
					"Set a duration such as '10s'; check its unit.");
		}
	}

}
