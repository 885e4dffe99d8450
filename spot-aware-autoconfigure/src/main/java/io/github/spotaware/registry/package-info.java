/**
 * Leaves service registries: Eureka, Consul and whatever else Spring Cloud Commons knows.
 */
@NullMarked
package io.github.spotaware.registry;

import org.jspecify.annotations.NullMarked;
