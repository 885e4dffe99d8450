package io.github.spotaware.kubernetes;

import org.jspecify.annotations.Nullable;

/**
 * Where the pod is.
 *
 * @param node the name of its node
 * @param address its primary address
 */
record PodPlace(@Nullable String node, @Nullable String address) {

}
