/**
 * A fake AWS, a load balancer and load on loopback, for tests of applications that may be
 * interrupted.
 */
@NullMarked
package io.github.spotaware.test;

import org.jspecify.annotations.NullMarked;
