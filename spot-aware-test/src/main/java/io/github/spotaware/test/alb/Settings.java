package io.github.spotaware.test.alb;

import java.time.Duration;
import java.util.function.UnaryOperator;

import io.github.spotaware.test.elb.FakeTargetGroup;

/**
 * Holds what all nodes of a load balancer share.
 *
 * @param group the group they route to
 * @param targetTimeout how long a target may stay silent
 * @param addresses maps target ids to addresses
 * @param neverDeregistered whether nodes know health checks only
 * @param healthChecks whether nodes check the targets
 */
record Settings(FakeTargetGroup group, Duration targetTimeout, UnaryOperator<String> addresses,
		boolean neverDeregistered, boolean healthChecks) {

}
