package io.github.spotaware;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one of our targets.
 *
 * @param target the target
 * @param state the state in the load balancer's own word, such as {@code draining}, or
 * {@code unknown}
 * @param deregistrationDelay the target group's deregistration delay, where it could be
 * read
 */
public record TargetStatus(Target target, String state, @Nullable Duration deregistrationDelay) {

}
