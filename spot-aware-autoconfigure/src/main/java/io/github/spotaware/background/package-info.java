/**
 * Work that does not come as a request: listeners, schedulers, jobs. In a drain nothing
 * new is begun; what is in hand is finished, or given back to whoever can do it.
 */
@NullMarked
package io.github.spotaware.background;

import org.jspecify.annotations.NullMarked;
