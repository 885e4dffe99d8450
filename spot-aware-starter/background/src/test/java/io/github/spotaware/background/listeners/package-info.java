/**
 * Message listeners with real brokers in an interruption.
 */
@NullMarked
package io.github.spotaware.background.listeners;

import org.jspecify.annotations.NullMarked;
