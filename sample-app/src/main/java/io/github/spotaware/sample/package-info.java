/**
 * Starts the sample: one shop instance, a fleet of them, or the interruption drill.
 */
@NullMarked
package io.github.spotaware.sample;

import org.jspecify.annotations.NullMarked;
