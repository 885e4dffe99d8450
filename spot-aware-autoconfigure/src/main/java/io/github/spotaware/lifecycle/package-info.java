/**
 * The engine: which signals stand, the state that follows, the drain, and the hold on a
 * closing context.
 */
@NullMarked
package io.github.spotaware.lifecycle;

import org.jspecify.annotations.NullMarked;
