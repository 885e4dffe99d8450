package io.github.spotaware;

import org.jspecify.annotations.Nullable;

/**
 * A target group that we are in, or may be in.
 *
 * @param arn the ARN of the target group
 * @param port the port of our container that the platform registers there, or
 * {@code null} where we may be in the group or not: then only what is found in it counts
 */
public record TargetGroup(String arn, @Nullable Integer port) {

}
