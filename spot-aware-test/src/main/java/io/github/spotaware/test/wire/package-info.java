/**
 * Loopback HTTP endpoints that can be told to misbehave.
 */
@NullMarked
package io.github.spotaware.test.wire;

import org.jspecify.annotations.NullMarked;
