/**
 * What the watch on streams costs.
 */
@NullMarked
package io.github.spotaware.streams;

import org.jspecify.annotations.NullMarked;
