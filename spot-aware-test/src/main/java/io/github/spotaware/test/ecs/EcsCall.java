package io.github.spotaware.test.ecs;

/**
 * Records one call of the ECS API.
 *
 * @param action the action
 * @param body the request as JSON
 * @param outcome {@code OK}, the error type, or the fault the call ran into
 * @param nanoTime when the call arrived, on the scale of {@link System#nanoTime()}
 */
public record EcsCall(String action, String body, String outcome, long nanoTime) {

}
