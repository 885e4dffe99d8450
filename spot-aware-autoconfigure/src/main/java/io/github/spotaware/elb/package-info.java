/**
 * Takes our targets out of their Elastic Load Balancing target groups, and watches the
 * load balancer let go.
 */
@NullMarked
package io.github.spotaware.elb;

import org.jspecify.annotations.NullMarked;
