package io.github.spotaware;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How long a load balancer keeps an idle connection to a target.
 *
 * @param loadBalancer the ARN of the load balancer
 * @param duration the time, or {@code null} when it could not be read
 * @param problem why it could not be read, in words, or {@code null}
 */
public record IdleTimeout(String loadBalancer, @Nullable Duration duration, @Nullable String problem) {

}
