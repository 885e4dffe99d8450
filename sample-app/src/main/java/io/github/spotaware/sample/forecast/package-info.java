/**
 * A long computation that an interruption does not cost: the worked example of a step of
 * one's own in the drain.
 */
@NullMarked
package io.github.spotaware.sample.forecast;

import org.jspecify.annotations.NullMarked;
