/**
 * Explains why the application does not start, and how its drain ended.
 */
@NullMarked
package io.github.spotaware.diagnostics;

import org.jspecify.annotations.NullMarked;
