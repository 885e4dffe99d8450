/**
 * Runs shop instances as JVMs of their own and sees that none outlives this one.
 */
@NullMarked
package io.github.spotaware.sample.process;

import org.jspecify.annotations.NullMarked;
