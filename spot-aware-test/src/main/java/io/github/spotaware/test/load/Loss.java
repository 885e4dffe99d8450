package io.github.spotaware.test.load;

import org.jspecify.annotations.Nullable;

/**
 * Records one lost request. Times are on the scale of {@link System#nanoTime()}.
 *
 * @param kind how it was lost
 * @param detail the status and the cause the load balancer gave, or the failure
 * @param node the node it was sent to
 * @param target the target that answered, or {@code null} where it is not known
 * @param scheduled when it was to be sent
 * @param ended when it was lost
 */
public record Loss(LossKind kind, String detail, String node, @Nullable String target, long scheduled, long ended) {

}
