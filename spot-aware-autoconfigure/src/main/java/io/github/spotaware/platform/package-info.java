/**
 * Finds out which platform the application runs on.
 */
@NullMarked
package io.github.spotaware.platform;

import org.jspecify.annotations.NullMarked;
