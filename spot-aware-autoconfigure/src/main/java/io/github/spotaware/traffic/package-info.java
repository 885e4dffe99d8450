/**
 * Counts callers and what is in flight: what the features that serve have in common.
 */
@NullMarked
package io.github.spotaware.traffic;

import org.jspecify.annotations.NullMarked;
