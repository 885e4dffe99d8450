/**
 * Keeps the results of the drill's matrix, and shows them as a table and as a picture.
 */
@NullMarked
package io.github.spotaware.sample.matrix;

import org.jspecify.annotations.NullMarked;
