package io.github.spotaware;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Says that something will end us, and when.
 *
 * @param cause why
 * @param action what happens to the instance
 * @param time the wall-clock time at which it happens, or {@code null} where the source
 * does not know: the grace period counts then, from the moment of the report
 */
public record InterruptionNotice(NoticeCause cause, InstanceAction action,
		@Nullable Instant time) implements SpotSignal {

}
