/**
 * A small fleet of shop instances behind a load balancer, to be watched and interrupted.
 */
@NullMarked
package io.github.spotaware.sample.fleet;

import org.jspecify.annotations.NullMarked;
