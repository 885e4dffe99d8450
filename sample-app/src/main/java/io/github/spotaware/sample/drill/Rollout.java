package io.github.spotaware.sample.drill;

import java.time.Duration;

/**
 * Says how long a rolling update took.
 *
 * @param complete until all new pods were ready and all old ones deleted, when
 * {@code kubectl rollout status} returns
 * @param ended until the last old pod was gone, too
 */
record Rollout(Duration complete, Duration ended) {

}
