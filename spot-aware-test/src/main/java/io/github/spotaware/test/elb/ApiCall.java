package io.github.spotaware.test.elb;

import java.util.Map;

/**
 * Records one call of the Elastic Load Balancing API.
 *
 * @param action the action
 * @param parameters the parameters, without {@code Action} and {@code Version}
 * @param outcome {@code OK}, the error code, or the fault the call ran into
 * @param nanoTime when the call arrived, on the scale of {@link System#nanoTime()}
 */
public record ApiCall(String action, Map<String, String> parameters, String outcome, long nanoTime) {

}
