/**
 * The data plane of an Application Load Balancer: nodes, routing and health checks.
 */
@NullMarked
package io.github.spotaware.test.alb;

import org.jspecify.annotations.NullMarked;
