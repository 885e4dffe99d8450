package io.github.spotaware.test.alb;

import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.Target;

/**
 * Holds what all nodes of a load balancer share.
 *
 * @param group the group they route to
 * @param targetTimeout how long a target may stay silent
 * @param addresses maps target ids to addresses
 * @param neverDeregistered whether nodes know health checks only
 * @param healthChecks whether nodes check the targets
 * @param off targets at which nothing listens any more; safe for use by several threads
 */
record Settings(FakeTargetGroup group, Duration targetTimeout, UnaryOperator<String> addresses,
		boolean neverDeregistered, boolean healthChecks, Set<Target> off) {

}
