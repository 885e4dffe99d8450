/**
 * Takes our targets out of their Elastic Load Balancing target groups, and watches the
 * load balancer let go.
 * <p>
 * What that costs of the API's rate limits, for each target group, with everything
 * allowed: a start of an ECS task three Describe calls when its target is healthy by
 * then, else one more every five to six seconds until it is. A drain one look for others
 * that are healthy where a replacement can be expected, one look before the
 * deregistration, one {@code DeregisterTargets} if the target had not left already, and
 * one look every five to six seconds until the load balancer has let go, at most 24:
 * three Describe calls where it has at once, two in an ordinary deployment. A group that
 * we are only perhaps in costs two calls at the start and one in a drain while we are
 * not.
 */
@NullMarked
package io.github.spotaware.elb;

import org.jspecify.annotations.NullMarked;
