/**
 * Meters what happens, on Micrometer.
 */
@NullMarked
package io.github.spotaware.metrics;

import org.jspecify.annotations.NullMarked;
