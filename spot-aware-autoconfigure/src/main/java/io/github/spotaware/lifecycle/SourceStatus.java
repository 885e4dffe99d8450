package io.github.spotaware.lifecycle;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a source has fared.
 *
 * @param name the source's name
 * @param lastSuccess when it last answered
 * @param lastFailure when it last failed to
 * @param lastError why it last failed
 * @param successes how often it answered
 * @param failures how often it failed
 */
public record SourceStatus(String name, @Nullable Instant lastSuccess, @Nullable Instant lastFailure,
		@Nullable String lastError, long successes, long failures) {

}
