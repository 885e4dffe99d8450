package io.github.spotaware.lifecycle;

import io.github.spotaware.InstanceIdentity;

/**
 * The application event of being ready for a drain: the platform was found, every source
 * was started and has had the time for a first answer, and every step got ready. Not
 * published where there is no platform. Published once, off the main thread.
 *
 * @param identity who we are
 */
public record SpotPrepared(InstanceIdentity identity) {

}
