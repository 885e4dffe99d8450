package io.github.spotaware.background;

import java.time.Duration;
import java.util.Set;

import io.github.spotaware.InvalidPropertyException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.PatternMatchUtils;

/**
 * Properties of work that does not come as a request.
 *
 * @param pause Whether to pause listeners, schedulers and jobs while draining, and to
 * wait for what they have in hand.
 * @param keep What goes on while draining, by the names that the drain's timeline shows.
 * An asterisk stands for any characters.
 * @param longLived Work that has gone on for this long when the drain begins is taken for
 * something that never ends, and not waited for.
 */
@ConfigurationProperties(BackgroundProperties.PREFIX)
record BackgroundProperties(@DefaultValue("true") boolean pause, @DefaultValue Set<String> keep,
		@DefaultValue("5m") Duration longLived) {

	static final String PREFIX = "spot-aware.background";

	static final String PAUSE = PREFIX + ".pause";

	private static final Duration LONGEST = Duration.ofDays(1);

	BackgroundProperties {
		if (longLived.isNegative()) {
			throw new InvalidPropertyException(PREFIX + ".long-lived", longLived, "it is negative",
					"Set a duration such as '5m'; '0s' waits for no work at all.");
		}
		if (longLived.compareTo(LONGEST) > 0) {
			throw new InvalidPropertyException(PREFIX + ".long-lived", longLived, "it is longer than a day",
					"Set a duration such as '5m'; check its unit.");
		}
		keep = Set.copyOf(keep);
	}

	/**
	 * Return whether something goes on.
	 */
	boolean keeps(String name) {
		return PatternMatchUtils.simpleMatch(this.keep.toArray(String[]::new), name);
	}

}
