/**
 * The interruption drill: the same interruption with Spot Aware and with plain Spring
 * Boot, side by side.
 */
@NullMarked
package io.github.spotaware.sample.drill;

import org.jspecify.annotations.NullMarked;
