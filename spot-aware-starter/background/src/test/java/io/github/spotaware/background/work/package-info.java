/**
 * Listeners with real brokers, jobs, clocks and executors in an interruption.
 */
@NullMarked
package io.github.spotaware.background.work;

import org.jspecify.annotations.NullMarked;
