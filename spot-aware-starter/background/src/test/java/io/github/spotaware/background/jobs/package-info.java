/**
 * Jobs, clocks and executors in an interruption.
 */
@NullMarked
package io.github.spotaware.background.jobs;

import org.jspecify.annotations.NullMarked;
