package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A caller of the last five minutes.
 *
 * @param address the address the socket is connected to
 * @param lastRequest when it last sent a request
 * @param silent how long it has been silent in the present drain
 * @param needed how long it has to be
 */
public record CallerStatus(String address, Instant lastRequest, @Nullable Duration silent, @Nullable Duration needed) {

}
