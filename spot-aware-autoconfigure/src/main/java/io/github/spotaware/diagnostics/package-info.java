/**
 * Explains why the application does not start.
 */
@NullMarked
package io.github.spotaware.diagnostics;

import org.jspecify.annotations.NullMarked;
