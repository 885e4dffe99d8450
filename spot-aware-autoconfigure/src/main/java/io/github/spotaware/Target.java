package io.github.spotaware;

/**
 * A target of a load balancer's target group.
 *
 * @param group the ARN of the target group
 * @param id the target's id: an instance id or an IP address
 * @param port the target's port
 */
public record Target(String group, String id, int port) {

}
